import { type KeyboardEvent, useState } from "react";
import { useWords } from "../words/words.js";
import { dayNumber, scaleOf } from "./chart-scale.js";

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

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [560, 240, 48, 28, 206] as const;
const [RIGHT, GAP] = [WIDTH - 8, 0.24] as const;

/** A column a day from zero, walked by the arrow keys. */
export function ColumnChart({ days, fills, mark, finding, sayDay }: ColumnChartProps) {
  const { number, calendarDay } = useWords();
  const [shown, setShown] = useState<number | null>(null);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const begin = Math.min(dayNumber(first.day), mark === null ? Number.POSITIVE_INFINITY : dayNumber(mark.day));
  const end = Math.max(dayNumber(last.day), mark === null ? 0 : dayNumber(mark.day)) + 1;
  const width = (RIGHT - LEFT) / (end - begin);
  const x = (day: string) => LEFT + (dayNumber(day) - begin) * width;
  const { step, most } = scaleOf(Math.max(1, ...days.map(({ values }) => sumOf(values))));
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * value) / most;
  const ticks = Array.from({ length: Math.round(most / step) + 1 }, (_, index) => index * step);
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
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        role="img"
        aria-label={finding}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are walked by the arrow keys.
        tabIndex={0}
        onKeyDown={walk}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={tick === 0 ? "zero" : "axis"} x1={LEFT} x2={RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        {days.map((day, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a pointer reads what the arrow keys read.
          <g key={day.day} className={index === shown ? "column on" : "column"} onMouseEnter={() => setShown(index)}>
            <rect className="reach" x={x(day.day)} y={TOP} width={width} height={BOTTOM - TOP} />
            {day.values.map((value, part) => {
              const below = sumOf(day.values.slice(0, part));
              const fill = fills[part];
              return value === 0 || fill === undefined ? null : (
                <rect
                  key={fill}
                  className={`fill ${fill}`}
                  x={x(day.day) + (width * GAP) / 2}
                  y={y(below + value)}
                  width={width * (1 - GAP)}
                  height={Math.max(1, y(below) - y(below + value))}
                />
              );
            })}
          </g>
        ))}
        <text x={x(first.day)} y={BOTTOM + 22}>
          {calendarDay(first.day)}
        </text>
        <text x={x(last.day) + width} y={BOTTOM + 22} textAnchor="end">
          {calendarDay(last.day)}
        </text>
        {mark !== null && (
          <>
            <line className="date" x1={x(mark.day)} x2={x(mark.day)} y1={TOP - 14} y2={BOTTOM} />
            <text
              className="strongt"
              x={x(mark.day) + (x(mark.day) > WIDTH / 2 ? -6 : 6)}
              y={TOP - 10}
              textAnchor={x(mark.day) > WIDTH / 2 ? "end" : "start"}
            >
              {mark.name}
            </text>
          </>
        )}
      </svg>
      <p className="small muted readout" aria-live="polite">
        {read === undefined ? finding : sayDay(read)}
      </p>
    </div>
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
