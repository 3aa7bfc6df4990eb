import { useWords } from "../words/words.js";
import type { Scale } from "./chart-scale.js";

interface ValueScaleProps {
  readonly scale: Scale;
  /** Where the lines begin and end. */
  readonly left: number;
  readonly right: number;
  readonly y: (value: number) => number;
}

/** The lines behind a drawing from zero up, each with its value at the left. */
export function ValueScale({ scale: { step, most }, left, right, y }: ValueScaleProps) {
  const { number } = useWords();
  const ticks = Array.from({ length: Math.round(most / step) + 1 }, (_, index) => index * step);
  return ticks.map((tick) => (
    <g key={tick}>
      <line className={tick === 0 ? "zero" : "axis"} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
      <text x={left - 8} y={y(tick) + 4} textAnchor="end">
        {number(tick)}
      </text>
    </g>
  ));
}
