import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { badInput, because } from "../kernel/index.js";
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

export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/**
 * One page of a list, found by position in an index instead of by counting rows, so that page 10,000 costs what page 1
 * does. The query has said whose rows it finds. Throws BAD_USER_INPUT for a `first` outside 1…200 or a cursor that this list did not give out.
 */
export async function keysetPage<Row extends ObjectLiteral>(
  query: ScopedQuery<Row>,
  order: readonly KeysetColumn<Row>[],
  page: PageRequest,
  direction: KeysetDirection = "ASC",
): Promise<Page<Row>> {
  const first = pageSize(page.first);
  if (page.after) seekPast(query, order, decodeCursor(page.after, order.length), direction);
  for (const { column } of order) query.addOrderBy(column, direction);
  const found = await query
    .take(undefined)
    .limit(first + 1)
    .getMany();
  const rows = found.slice(0, first);
  return {
    rows,
    cursors: rows.map((row) => encodeCursor(order.map((column) => column.valueOf(row)))),
    hasNextPage: found.length > first,
    hasPreviousPage: Boolean(page.after),
  };
}

/** The number of rows a caller asked for; throws BAD_USER_INPUT outside 1…`largest`. */
export function pageSize(first: number | null | undefined, largest = MAX_PAGE_SIZE): number {
  if (first === null || first === undefined) return Math.min(USUAL_PAGE, largest);
  if (!Number.isInteger(first) || first < 1 || first > largest) {
    throw badInput(
      because("OUT_OF_RANGE", { min: 1, max: largest }),
      "first",
      `first must be a whole number from 1 to ${largest}`,
      `1…${largest}`,
    );
  }
  return first;
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

/** Throws BAD_USER_INPUT unless the cursor holds `length` strings or numbers. */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  const wrong = badInput(
    "CURSOR_UNKNOWN",
    "after",
    "This cursor is not one that this list gave out",
    "the endCursor of an earlier page",
  );
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
