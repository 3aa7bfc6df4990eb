import { useWords } from "../words/words.js";
import { Button } from "./button.js";

interface PagerProps {
  /** How many rows stand before this page, and on it. */
  readonly before: number;
  readonly shown: number;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** Keyset pages: on to the next, and back to those that were seen. */
export function Pager({ before, shown, onPrevious, onNext }: PagerProps) {
  const { say, number } = useWords();
  if (onPrevious === null && onNext === null) return null;
  return (
    <div className="pager">
      <span className="num">
        {say("consoleList.range", { from: number(before + Math.min(1, shown)), to: number(before + shown) })}
      </span>
      <div className="right">
        <Button isSmall icon="previous" disabled={onPrevious === null} onClick={onPrevious ?? undefined}>
          {say("consoleList.previous")}
        </Button>
        <Button isSmall icon="next" disabled={onNext === null} onClick={onNext ?? undefined}>
          {say("consoleList.next")}
        </Button>
      </div>
    </div>
  );
}
