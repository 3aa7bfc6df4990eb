import { useWords } from "../words/words.js";
import { AtItsWidth } from "./at-its-width.js";
import { dayNumber, scaleOf } from "./chart-scale.js";
import { ValueScale } from "./value-scale.js";

interface DayValue {
  /** As 2026-04-12. */
  readonly day: string;
  readonly value: number;
}

interface DayChartProps {
  readonly points: readonly DayValue[];
  /** A day ahead that is marked, with the value that the line is drawn on to. */
  readonly forecast: (DayValue & { readonly name: string }) | null;
  /** What one would see, for whoever does not. */
  readonly finding: string;
}

/** Room that a day's name needs, the figure at the end of the line, and the name of what is marked; in pixels. */
const [DAY_WIDTH, FIGURE_WIDTH, NAME_HEIGHT] = [88, 44, 18] as const;
const [LEAST_HEIGHT, MOST_HEIGHT] = [230, 390] as const;

/** A line a day from zero, labelled where it ends. */
export function DayChart(props: DayChartProps) {
  return <AtItsWidth>{(width) => <Drawing {...props} width={width} />}</AtItsWidth>;
}

function Drawing({ points, forecast, finding, width }: DayChartProps & { readonly width: number }) {
  const { number, calendarDay } = useWords();
  const height = Math.round(Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, width / 2)));
  // What is marked has a line of its own for its name, over the figures.
  const [left, right, top, bottom] = [52, width - 24, forecast === null ? 30 : 30 + NAME_HEIGHT, height - 34];
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [begin, end] = [dayNumber(first.day), Math.max(dayNumber((forecast ?? last).day), dayNumber(first.day) + 1)];
  const scale = scaleOf(Math.max(1, forecast?.value ?? 0, ...points.map(({ value }) => value)));
  const x = (day: string) => left + ((right - left) * (dayNumber(day) - begin)) / (end - begin);
  const y = (value: number) => bottom - ((bottom - top) * value) / scale.most;
  const at = ({ day, value }: DayValue) => `${x(day).toFixed(1)},${y(value).toFixed(1)}`;
  const line = points.map(at).join(" ");
  /** The highest place of the line where a figure that ends at `end` stands over it, with the day that leads there. */
  const above = (drawn: readonly DayValue[], end: number) => {
    const begin = drawn.findLastIndex(({ day }) => x(day) <= end - FIGURE_WIDTH);
    return Math.min(...drawn.slice(Math.max(0, begin)).map(({ value }) => y(value)));
  };
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={finding}>
      <ValueScale scale={scale} left={left} right={right} y={y} />
      {namedDays(points, forecast, x).map((day) => (
        <text key={day} x={x(day)} y={bottom + 22} textAnchor="middle">
          {calendarDay(day)}
        </text>
      ))}
      <polygon className="area" points={`${x(first.day)},${bottom} ${line} ${x(last.day)},${bottom}`} />
      <polyline className="line" points={line} />
      {forecast !== null && (
        <>
          <polyline className="line fore" points={`${at(last)} ${at(forecast)}`} />
          <line className="date" x1={right} x2={right} y1={top - 14 - NAME_HEIGHT} y2={bottom} />
          <text className="strongt" x={right - 8} y={top - 4 - NAME_HEIGHT} textAnchor="end">
            {forecast.name}
          </text>
          <circle className="dot" cx={right} cy={y(forecast.value)} r="4.5" />
          <text x={right - 10} y={above([last, forecast], right - 10) - 10} textAnchor="end">
            ≈ {number(forecast.value)}
          </text>
        </>
      )}
      <circle className="dot" cx={x(last.day)} cy={y(last.value)} r="4.5" />
      <text className="strongt" x={x(last.day) + 4} y={above(points, x(last.day)) - 12} textAnchor="end">
        {number(last.value)}
      </text>
    </svg>
  );
}

/** First, last and marked day, and weeks between them as far as there is room. */
function namedDays(points: readonly DayValue[], forecast: DayValue | null, x: (day: string) => number): string[] {
  const firm = [forecast?.day, points.at(-1)?.day, points[0]?.day].filter((day) => day !== undefined);
  const weeks = points.filter((_, index) => index % 7 === 0).map(({ day }) => day);
  const named: string[] = [];
  for (const day of [...firm, ...weeks]) {
    if (named.every((other) => Math.abs(x(other) - x(day)) >= DAY_WIDTH)) named.push(day);
  }
  return named;
}
