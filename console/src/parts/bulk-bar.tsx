import type { ReactNode } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";

interface BulkBarProps {
  readonly label: string;
  readonly count: number;
  /** What the selection is. */
  readonly about: string;
  /** Everything that matches, where that is more than what is selected and can be had at once. */
  readonly allCount: number | null;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
  /** Buttons that carry the number. */
  readonly children: ReactNode;
}

/** What the selection is, and what can be done with it. */
export function BulkBar({ label, count, about, allCount, onSelectAll, onClear, children }: BulkBarProps) {
  const { say } = useWords();
  return (
    <section className="bulk" aria-label={label}>
      <div className="what">
        <b>{say("consoleList.selected", { count })}</b>
        <small>{about}</small>
      </div>
      {allCount !== null && (
        <button type="button" className="tx" onClick={onSelectAll}>
          {say("consoleList.selectAll", { count: allCount })}
        </button>
      )}
      <div className="acts">
        {children}
        <Button onClick={onClear}>{say("consoleList.clear")}</Button>
      </div>
    </section>
  );
}
