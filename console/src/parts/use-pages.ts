import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Page } from "../graphql/use-list.js";

const ROWS_PER_PAGE = 50;

/** A second list of a screen, which is turned by itself. */
export type SecondList = "aliases" | "issuers";

interface Position {
  readonly after?: string;
  readonly before?: string;
  /** How many rows stand before the page. */
  readonly from?: string;
}

/** Where a list is, by the address bar. */
function usePosition(list: SecondList | undefined): Position {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const [after, before, from] = POSITION.map((name) => search[keyOf(name, list)]);
  return { after, before, from };
}

const POSITION = ["after", "before", "from"] as const;

function keyOf(name: keyof Position, list: SecondList | undefined): string {
  return list === undefined ? name : `${list}-${name}`;
}

/** What a list asks for, by the position in the address bar. */
export interface PageVariables {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: string | null;
  readonly before: string | null;
}

export function usePageVariables(list?: SecondList): PageVariables {
  const { after, before } = usePosition(list);
  return before === undefined
    ? { first: ROWS_PER_PAGE, last: null, after: after ?? null, before: null }
    : { first: null, last: ROWS_PER_PAGE, after: null, before };
}

/** The ways to the next page and back; null where there is none. */
export function useTurning(page: Page<unknown> | null, list?: SecondList) {
  const navigate = useNavigate();
  const { from = "0" } = usePosition(list);
  const before = Math.max(0, Number(from) || 0);
  const go = (position: Position) =>
    void navigate({
      to: ".",
      search: ((all: object) => ({
        ...all,
        ...Object.fromEntries(POSITION.map((name) => [keyOf(name, list), position[name]])),
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
