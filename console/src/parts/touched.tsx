import type { ReactNode } from "react";
import { useWords } from "../words/words.js";

const MAX_ROWS = 5;

export interface TouchedGroup {
  readonly key: string;
  /** The state that they have in common. */
  readonly label: ReactNode;
  readonly count: number;
}

export interface TouchedRow {
  readonly key: string;
  readonly label: ReactNode;
}

interface TouchedProps {
  /** Of everything that would be touched. */
  readonly count: number;
  readonly groups: readonly TouchedGroup[];
  /** The first of them. */
  readonly rows: readonly TouchedRow[];
}

/** What an act on a selection would touch, before it acts: how many of which state, and the first by name. */
export function Touched({ count, groups, rows }: TouchedProps) {
  const { say, number } = useWords();
  const shown = rows.slice(0, MAX_ROWS);
  const left = count - shown.length;
  return (
    <div className="touched" role="status">
      <ul className="items">
        {groups
          .filter((group) => group.count > 0)
          .map((group) => (
            <li key={group.key}>
              {group.label} <b className="num">{number(group.count)}</b>
            </li>
          ))}
      </ul>
      <ul className="first">
        {shown.map(({ key, label }) => (
          <li key={key}>{label}</li>
        ))}
        {left > 0 && <li className="muted">{say("consoleList.andMore", { count: left, number: number(left) })}</li>}
      </ul>
    </div>
  );
}
