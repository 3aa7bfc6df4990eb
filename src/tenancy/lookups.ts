import type { FindOneOptions, ObjectLiteral, SelectQueryBuilder } from "typeorm";
import type { Transaction } from "../database/index.js";

/** Keys in one `IN (…)`, far below every engine's limit of parameters. */
export const KEYS_PER_STATEMENT = 500;

export function inChunks<Item>(items: readonly Item[], size = KEYS_PER_STATEMENT): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** `?, ?, ?` for raw SQL. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}

/**
 * Locks the rows that a `find` returns until the end of the transaction. On SQLite a transaction holds the whole
 * database from its beginning, and there are no row locks to ask for.
 */
export function forUpdate(tx: Transaction): Pick<FindOneOptions<ObjectLiteral>, "lock"> {
  return tx.engine === "sqlite" ? {} : { lock: { mode: "pessimistic_write" } };
}

/** A prefix as one range of an index; LIKE would need escapes, and SQLite does not use an index for it. */
export function beginningWith<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  column: string,
  prefix: string,
): SelectQueryBuilder<Row> {
  return query.andWhere(`${column} >= :prefix AND ${column} < :prefixEnd`, {
    prefix,
    prefixEnd: `${prefix}\u{10ffff}`,
  });
}
