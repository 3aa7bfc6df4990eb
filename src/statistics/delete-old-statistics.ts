import type { Transaction } from "../database/index.js";
import { dayOf, UTC } from "../kernel/index.js";

/** A year can be laid beside the one before it. */
export const STATISTICS_KEPT_DAYS = 800;
/** A quarter of a year, and today. */
export const SENDERS_KEPT_DAYS = 93;

const ROWS_PER_STEP = 1_000;

/** Removes a batch of what is older than it is kept. Returns how many rows went. */
export async function deleteOldStatistics(tx: Transaction): Promise<number> {
  const today = dayOf(tx.now, UTC).number;
  const old = [
    ["statistic_day", "scopeKey, kind, day, name", 4, today - STATISTICS_KEPT_DAYS],
    ["sender_day", "scopeKey, day, accountId", 3, today - SENDERS_KEPT_DAYS],
  ] as const;
  let deleted = 0;
  for (const [table, key, width, before] of old) {
    const rows: Record<string, string | number>[] = await tx.manager.query(
      `SELECT ${key} FROM ${table} WHERE day < ? ORDER BY day LIMIT ${ROWS_PER_STEP}`,
      [before],
    );
    if (rows.length === 0) continue;
    await tx.manager.query(
      `DELETE FROM ${table} WHERE (${key}) IN (${tx.dialect.tuples(width, rows.length)})`,
      rows.flatMap((row) => Object.values(row)),
    );
    deleted += rows.length;
  }
  return deleted;
}
