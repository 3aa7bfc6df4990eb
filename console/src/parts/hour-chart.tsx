import { useWords } from "../words/words.js";
import { AtItsWidth } from "./at-its-width.js";
import { scaleOf } from "./chart-scale.js";
import { LineKey } from "./line-key.js";
import { ValueScale } from "./value-scale.js";

export interface HourSeries {
  readonly key: string;
  readonly name: string;
  readonly points: readonly { readonly at: string; readonly value: number }[];
}

interface HourChartProps {
  readonly series: readonly HourSeries[];
  /** From where on it is too much; named below the drawing, where no line crosses the name. */
  readonly limit?: { readonly value: number; readonly name: string };
  /** Between two lines of the scale; default 1. */
  readonly leastStep?: number;
  /** What one would see, for whoever does not. */
  readonly finding: string;
}

const [HEIGHT, LEFT, TOP, BELOW, LINE] = [260, 48, 24, 34, 16] as const;
/** At the right, of a wide one for the names. */
const [NAME_WIDTH, EDGE] = [150, 8] as const;
/** A narrower one has no room for names beside the lines, where they would cross others, nor for both times in one line. */
const WIDE_FROM = 600;

/** A line a thing from zero, hour by hour, named at its end or, where that is narrow, below. */
export function HourChart(props: HourChartProps) {
  return <AtItsWidth>{(width) => <Drawing {...props} width={width} />}</AtItsWidth>;
}

function Drawing({ series, limit, leastStep, finding, width }: HourChartProps & { readonly width: number }) {
  const { moment } = useWords();
  const isNarrow = width < WIDE_FROM;
  const [right, bottom] = [width - (isNarrow ? EDGE : NAME_WIDTH), HEIGHT - BELOW - (isNarrow ? LINE : 0)];
  const times = series.flatMap(({ points }) => points.map(({ at }) => Date.parse(at)));
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  const values = series.flatMap(({ points }) => points.map(({ value }) => value));
  const scale = scaleOf(Math.max(limit?.value ?? 0, ...values), leastStep);
  const x = (at: string) => LEFT + ((right - LEFT) * (Date.parse(at) - begin)) / Math.max(1, end - begin);
  const y = (value: number) => bottom - ((bottom - TOP) * value) / scale.most;
  return (
    <>
      <svg className="chart" viewBox={`0 0 ${width} ${HEIGHT}`} width="100%" role="img" aria-label={finding}>
        <ValueScale scale={scale} left={LEFT} right={right} y={y} />
        {limit !== undefined && <line className="limit" x1={LEFT} x2={right} y1={y(limit.value)} y2={y(limit.value)} />}
        {series.map(({ key, points }, index) => (
          <polyline
            key={key}
            className={`line of${index}`}
            points={points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}
          />
        ))}
        {!isNarrow &&
          apart(series, y).map(({ key, name, place }) => (
            <text key={key} className="strongt" x={right + 8} y={place + 4}>
              {name}
            </text>
          ))}
        <text x={LEFT} y={bottom + 22}>
          {moment(new Date(begin).toISOString())}
        </text>
        <text x={right} y={bottom + (isNarrow ? 22 + LINE : 22)} textAnchor="end">
          {moment(new Date(end).toISOString())}
        </text>
      </svg>
      <div className="legend">
        {isNarrow && series.map(({ key, name }, index) => <LineKey key={key} kind={`line of${index}`} text={name} />)}
        {limit !== undefined && <LineKey kind="limit" text={limit.name} />}
      </div>
    </>
  );
}

/** Beside the ends of their lines, a line of text from each other. */
function apart(series: readonly HourSeries[], y: (value: number) => number) {
  const ends = series.map(({ key, name, points }) => ({ key, name, place: y(points.at(-1)?.value ?? 0) }));
  ends.sort((one, other) => other.place - one.place);
  for (const [index, each] of ends.entries()) {
    const below = ends[index - 1];
    if (below !== undefined) each.place = Math.min(each.place, below.place - LINE);
  }
  return ends;
}
