import { type KeyboardEvent, useState } from "react";
import { useWords } from "../words/words.js";
import { AtItsWidth } from "./at-its-width.js";
import { dayNumber, scaleOf } from "./chart-scale.js";
import { ValueScale } from "./value-scale.js";

/** How a part of a column is filled: by shape as well as by colour. */
export type Fill = "plain" | "hollow" | "solid";

export interface ColumnDay {
  /** As 2026-04-12. */
  readonly day: string;
  /** From below, as many as there are fills. */
  readonly values: readonly number[];
}

interface ColumnChartProps {
  readonly days: readonly ColumnDay[];
  readonly fills: readonly Fill[];
  /** A day that is marked by a line, ahead or behind. */
  readonly mark: { readonly day: string; readonly name: string } | null;
  /** What one would see, for whoever does not. */
  readonly finding: string;
  readonly sayDay: (day: ColumnDay) => string;
}

const [HEIGHT, LEFT, TOP, BELOW, GAP] = [240, 48, 28, 34, 0.24] as const;

/** A column a day from zero, walked by the arrow keys. */
export function ColumnChart(props: ColumnChartProps) {
  const { days, finding, sayDay } = props;
  const [shown, setShown] = useState<number | null>(null);
  const walk = (event: KeyboardEvent) => {
    const to = { ArrowLeft: (shown ?? days.length) - 1, ArrowRight: (shown ?? -1) + 1, Home: 0, End: days.length - 1 };
    const next = to[event.key as keyof typeof to];
    if (next === undefined) return;
    event.preventDefault();
    setShown(Math.max(0, Math.min(days.length - 1, next)));
  };
  const read = shown === null ? undefined : days[shown];
  return (
    <div className="walked">
      <AtItsWidth>
        {(width) => (
          <svg
            className="chart"
            viewBox={`0 0 ${width} ${HEIGHT}`}
            width="100%"
            role="img"
            aria-label={finding}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are walked by the arrow keys.
            tabIndex={0}
            onKeyDown={walk}
          >
            <Drawing {...props} room={width} shown={shown} onShow={setShown} />
          </svg>
        )}
      </AtItsWidth>
      <p className="small muted readout" aria-live="polite">
        {read === undefined ? finding : sayDay(read)}
      </p>
    </div>
  );
}

interface DrawingProps extends ColumnChartProps {
  /** Pixels, of the whole drawing. */
  readonly room: number;
  readonly shown: number | null;
  readonly onShow: (index: number) => void;
}

function Drawing({ days, fills, mark, room, shown, onShow }: DrawingProps) {
  const { calendarDay } = useWords();
  const [right, bottom] = [room - 8, HEIGHT - BELOW];
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const marked = mark === null ? [] : [dayNumber(mark.day)];
  const begin = Math.min(dayNumber(first.day), ...marked);
  const end = Math.max(dayNumber(last.day), ...marked) + 1;
  const width = (right - LEFT) / (end - begin);
  const x = (day: string) => LEFT + (dayNumber(day) - begin) * width;
  const scale = scaleOf(Math.max(1, ...days.map(({ values }) => sumOf(values))));
  const y = (value: number) => bottom - ((bottom - TOP) * value) / scale.most;
  return (
    <>
      <ValueScale scale={scale} left={LEFT} right={right} y={y} />
      {days.map((day, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a pointer reads what the arrow keys read.
        <g key={day.day} className={index === shown ? "column on" : "column"} onMouseEnter={() => onShow(index)}>
          <rect className="reach" x={x(day.day)} y={TOP} width={width} height={bottom - TOP} />
          <Parts day={day} fills={fills} x={x(day.day) + (width * GAP) / 2} width={width * (1 - GAP)} y={y} />
        </g>
      ))}
      <text x={x(first.day)} y={bottom + 22}>
        {calendarDay(first.day)}
      </text>
      <text x={x(last.day) + width} y={bottom + 22} textAnchor="end">
        {calendarDay(last.day)}
      </text>
      {mark !== null && <Mark name={mark.name} x={x(mark.day)} isRight={x(mark.day) > room / 2} bottom={bottom} />}
    </>
  );
}

interface PartsProps {
  readonly day: ColumnDay;
  readonly fills: readonly Fill[];
  readonly x: number;
  readonly width: number;
  readonly y: (value: number) => number;
}

function Parts({ day, fills, x, width, y }: PartsProps) {
  return fills.map((fill, part) => {
    const value = day.values[part] ?? 0;
    const below = sumOf(day.values.slice(0, part));
    if (value === 0) return null;
    const height = Math.max(1, y(below) - y(below + value));
    return <rect key={fill} className={`fill ${fill}`} x={x} y={y(below + value)} width={width} height={height} />;
  });
}

interface MarkProps {
  readonly name: string;
  readonly x: number;
  readonly isRight: boolean;
  readonly bottom: number;
}

function Mark({ name, x, isRight, bottom }: MarkProps) {
  return (
    <>
      <line className="date" x1={x} x2={x} y1={TOP - 14} y2={bottom} />
      <text className="strongt" x={x + (isRight ? -6 : 6)} y={TOP - 10} textAnchor={isRight ? "end" : "start"}>
        {name}
      </text>
    </>
  );
}

export function FillKey({ fill, text }: { readonly fill: Fill; readonly text: string }) {
  return (
    <span>
      <svg className="chart key" viewBox="0 0 14 14" aria-hidden="true">
        <rect className={`fill ${fill}`} x="1" y="1" width="12" height="12" />
      </svg>
      {text}
    </span>
  );
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
