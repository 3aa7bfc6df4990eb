import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { badInput, because, type DomainError } from "../kernel/index.js";
import { dialectOf } from "./dialect.js";
import type { ScopedQuery } from "./scoped.js";

export const MAX_PAGE_SIZE = 200;
export const USUAL_PAGE = 50;

export type KeysetDirection = "ASC" | "DESC";

/** One column of the sort order; the last one must be unique, and an index must hold them in this order. */
export interface KeysetColumn<Row> {
  /** Alias and property, for instance `account.id`. */
  readonly column: string;
  valueOf(row: Row): string | number;
}

/** Forwards from the beginning or from behind `after`, or backwards from the end or from before `before`. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** A page request that was understood: how many rows, in which direction, from where. */
export interface PageWindow {
  readonly size: number;
  readonly isBackward: boolean;
  /** Where the page begins, seen in its direction; null for the beginning or the end of the list. */
  readonly cursor: string | null;
  /** The argument that the cursor came in. */
  readonly field: "after" | "before";
}

/** How many rows a list has in all: exact up to `MAX_EXACT_TOTAL`, at least `count` above. */
export interface Total {
  readonly count: number;
  readonly isExact: boolean;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts when it is asked for, and no earlier. */
  readonly total: () => Promise<Total>;
}

export const MAX_EXACT_TOTAL = 10_000;

/** The list in which nothing is. */
export const EMPTY_PAGE: Page<never> = {
  rows: [],
  cursors: [],
  hasNextPage: false,
  hasPreviousPage: false,
  total: async () => ({ count: 0, isExact: true }),
};

/** Of as many rows as were found when one more than `MAX_EXACT_TOTAL` were looked for. */
export function totalOf(found: number): Total {
  return { count: Math.min(found, MAX_EXACT_TOTAL), isExact: found <= MAX_EXACT_TOTAL };
}

/**
 * One page of a list, found by position in an index instead of by counting rows, so that page 10,000 costs what page 1
 * does; where the first page is the whole list nothing is counted. The query has said whose rows it finds. Throws BAD_USER_INPUT for a size outside 1…200 or a cursor that this list did not give out.
 */
export async function keysetPage<Row extends ObjectLiteral>(
  query: ScopedQuery<Row>,
  order: readonly KeysetColumn<Row>[],
  page: PageRequest,
  direction: KeysetDirection = "ASC",
): Promise<Page<Row>> {
  const window = windowOf(page);
  const counted = query.clone();
  const walked = window.isBackward ? OPPOSITE[direction] : direction;
  if (window.cursor !== null) seekPast(query, order, decodeCursor(window.cursor, order.length, window.field), walked);
  for (const { column } of order) query.addOrderBy(column, walked);
  const found = await query
    .take(undefined)
    .limit(window.size + 1)
    .getMany();
  return {
    ...pageOfFound(window, found, (row) => encodeCursor(order.map((column) => column.valueOf(row)))),
    total: async () => totalOfWhole(window, found) ?? countRows(counted),
  };
}

export const OPPOSITE = { ASC: "DESC", DESC: "ASC" } as const;

/** The page made from up to one row more than it holds, in the direction of the window. */
export function pageOfFound<Row>(
  { size, isBackward, cursor }: PageWindow,
  found: readonly Row[],
  cursorOf: (row: Row) => string,
): Omit<Page<Row>, "total"> {
  const rows = found.slice(0, size);
  if (isBackward) rows.reverse();
  const [isMoreAhead, isMoreBehind] = [found.length > size, cursor !== null];
  return {
    rows,
    cursors: rows.map(cursorOf),
    hasNextPage: isBackward ? isMoreBehind : isMoreAhead,
    hasPreviousPage: isBackward ? isMoreAhead : isMoreBehind,
  };
}

/** Of a list that is on its first page altogether; null where there may be more. */
export function totalOfWhole({ size, cursor }: PageWindow, found: readonly unknown[]): Total | null {
  return cursor === null && found.length <= size ? totalOf(found.length) : null;
}

/** One page of a list that is in memory, in its order. `compareTo`: negative for a row before the cursor's, positive for one behind it. */
export function pageOfList<Row>(
  request: PageRequest,
  list: readonly Row[],
  cursorOf: (row: Row) => string,
  compareTo: (row: Row, cursor: string) => number,
): Page<Row> {
  const window = windowOf(request);
  const { cursor, isBackward } = window;
  const directed = isBackward ? [...list].reverse() : list;
  const sign = isBackward ? -1 : 1;
  const found = cursor === null ? directed : directed.filter((row) => compareTo(row, cursor) * sign > 0);
  return { ...pageOfFound(window, found.slice(0, window.size + 1), cursorOf), total: async () => totalOf(list.length) };
}

/** Throws BAD_USER_INPUT for a size outside 1…200, and for both directions at once. */
export function windowOf({ first, after, last, before }: PageRequest): PageWindow {
  const isBackward = isGiven(last) || isGiven(before);
  if (isBackward && (isGiven(first) || isGiven(after))) {
    throw badInput(
      "EXACTLY_ONE_WANTED",
      "last",
      "A page goes forwards or backwards, not both",
      "first with after, or last with before",
    );
  }
  return isBackward
    ? { size: pageSize(last, MAX_PAGE_SIZE, "last"), isBackward, cursor: before ?? null, field: "before" }
    : { size: pageSize(first), isBackward, cursor: after ?? null, field: "after" };
}

const isGiven = (value: unknown) => value !== null && value !== undefined;

/** The number of rows a caller asked for; throws BAD_USER_INPUT outside 1…`largest`. */
export function pageSize(wanted: number | null | undefined, largest = MAX_PAGE_SIZE, field = "first"): number {
  if (wanted === null || wanted === undefined) return Math.min(USUAL_PAGE, largest);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > largest) {
    throw badInput(
      because("OUT_OF_RANGE", { min: 1, max: largest }),
      field,
      `${field} must be a whole number from 1 to ${largest}`,
      `1…${largest}`,
    );
  }
  return wanted;
}

/** No further than one row past `MAX_EXACT_TOTAL`, so that it costs the same however long the list is. */
export async function countRows<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): Promise<Total> {
  const rows = query
    .select("1", "one")
    .take(undefined)
    .limit(MAX_EXACT_TOTAL + 1);
  const counted = await query.connection
    .createQueryBuilder()
    .select("COUNT(*)", "count")
    .from(`(${rows.getQuery()})`, "counted")
    .setParameters(rows.getParameters())
    .getRawOne<{ count: number | string }>();
  return totalOf(Number(counted?.count ?? 0));
}

function seekPast<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: readonly KeysetColumn<Row>[],
  values: readonly (string | number)[],
  direction: KeysetDirection,
): void {
  const columns = order.map(({ column }) => column);
  const past = dialectOf(query.connection).past(columns, direction === "ASC" ? ">" : "<", (index) => `:keyset${index}`);
  query.andWhere(past, Object.fromEntries(values.map((value, index) => [`keyset${index}`, value])));
}

export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

export function unknownCursor(field: PageWindow["field"]): DomainError {
  const message = "This cursor is not one that this list gave out";
  return badInput("CURSOR_UNKNOWN", field, message, "a cursor of another page, with the same filter and order");
}

/** Throws BAD_USER_INPUT unless the cursor holds `length` strings or numbers. */
export function decodeCursor(
  cursor: string,
  length: number,
  field: PageWindow["field"] = "after",
): (string | number)[] {
  const wrong = unknownCursor(field);
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw wrong;
  }
  const isPosition = (value: unknown) =>
    typeof value === "number" || (typeof value === "string" && value.length <= 1024);
  if (!Array.isArray(values) || values.length !== length || !values.every(isPosition)) throw wrong;
  return values;
}
