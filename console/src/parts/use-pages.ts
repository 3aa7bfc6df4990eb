import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Page } from "../graphql/use-list.js";

const ROWS_PER_PAGE = 50;

interface Position {
  readonly after?: string;
  readonly before?: string;
  /** How many rows stand before the page. */
  readonly from?: string;
}

/** What a list asks for, by the position in the address bar. */
export interface PageVariables {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: string | null;
  readonly before: string | null;
}

export function usePageVariables(): PageVariables {
  const { after, before } = useSearch({ strict: false }) as Position;
  return before === undefined
    ? { first: ROWS_PER_PAGE, last: null, after: after ?? null, before: null }
    : { first: null, last: ROWS_PER_PAGE, after: null, before };
}

/** The ways to the next page and back; null where there is none. */
export function useTurning(page: Page<unknown> | null) {
  const navigate = useNavigate();
  const { from = "0" } = useSearch({ strict: false }) as Position;
  const before = Math.max(0, Number(from) || 0);
  const go = (position: Position) =>
    void navigate({
      to: ".",
      search: ((all: object) => ({
        ...all,
        after: undefined,
        before: undefined,
        from: undefined,
        ...position,
      })) as never,
    });
  const { hasNextPage, endCursor, hasPreviousPage, startCursor } = page?.pageInfo ?? { hasNextPage: false };
  const onNext = hasNextPage && endCursor ? () => go({ after: endCursor, from: String(before + ROWS_PER_PAGE) }) : null;
  const isSecond = before <= ROWS_PER_PAGE;
  const onPrevious =
    hasPreviousPage && startCursor
      ? () => go(isSecond ? {} : { before: startCursor, from: String(before - ROWS_PER_PAGE) })
      : null;
  return { before, onNext, onPrevious };
}
