import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWords } from "../words/words.js";

interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: number;
  /** A second fact, below the bar. */
  readonly sub?: string;
  readonly to?: string;
}

/** The most first, each with its figure; the length of a bar says nothing that the figure does not. */
export function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const { number } = useWords();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className="hbars">
      {bars.map(({ key, label, value, sub, to }) => (
        <li key={key}>
          {to === undefined ? <span>{label}</span> : <Link to={to}>{label}</Link>}
          <b className="num">{number(value)}</b>
          <div className="bar" aria-hidden="true">
            <i style={{ width: `${(100 * value) / most}%` }} />
          </div>
          {sub !== undefined && <span className="small muted">{sub}</span>}
        </li>
      ))}
    </ul>
  );
}
