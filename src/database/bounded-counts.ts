import type { EntityManager } from "typeorm";
import { MAX_EXACT_TOTAL, type Total, totalOf } from "./keyset.js";
import { inBatches } from "./statements.js";

/** Rows to be counted: what stands behind FROM, and its parameters. An index must hold what it says. */
export interface CountPart {
  readonly from: string;
  readonly parameters: readonly (string | number)[];
}

/** SQLite allows 500 parts of a compound select. */
const COUNTS_PER_STATEMENT = 200;

/** How many rows each part has, in one statement for up to 200 of them; none is counted further than a total is exact. */
export async function countEach(manager: EntityManager, parts: readonly CountPart[]): Promise<Total[]> {
  const totals: Total[] = [];
  for (const some of inBatches(parts, COUNTS_PER_STATEMENT)) {
    const text = some.map(
      ({ from }, index) =>
        `SELECT ${index} AS place, COUNT(*) AS found FROM (SELECT 1 AS one FROM ${from} LIMIT ${MAX_EXACT_TOTAL + 1}) AS counted${index}`,
    );
    const parameters = some.flatMap((part) => part.parameters);
    const rows: { place: number; found: number }[] = await manager.query(text.join(" UNION ALL "), parameters);
    const found = new Map(rows.map((row) => [Number(row.place), Number(row.found)]));
    totals.push(...some.map((_, index) => totalOf(found.get(index) ?? 0)));
  }
  return totals;
}
