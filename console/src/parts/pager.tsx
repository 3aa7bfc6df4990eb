import type { Page } from "../graphql/use-list.js";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { type SecondList, useTurning } from "./use-pages.js";

interface PagerProps {
  readonly page: Page<unknown> | null;
  /** Left out for the list that the screen is about. */
  readonly list?: SecondList;
}

/** Keyset pages: where one is, on to the next, and back. */
export function Pager({ page, list }: PagerProps) {
  const { say, number } = useWords();
  const { before, onNext, onPrevious } = useTurning(page, list);
  if (page === null || (onPrevious === null && onNext === null)) return null;
  const shown = page.edges.length;
  const total = `${number(page.totalCount ?? before + shown)}${page.isTotalExact === false ? "+" : ""}`;
  return (
    <div className="pager">
      <span className="num">
        {say("consoleList.range", {
          from: number(before + Math.min(1, shown)),
          to: number(before + shown),
          total,
        })}
      </span>
      <div className="right">
        <Button
          isSmall
          icon="previous"
          data-turn="previous"
          disabled={onPrevious === null}
          onClick={onPrevious ?? undefined}
        >
          {say("consoleList.previous")}
        </Button>
        <Button isSmall icon="next" data-turn="next" disabled={onNext === null} onClick={onNext ?? undefined}>
          {say("consoleList.next")}
        </Button>
      </div>
    </div>
  );
}
