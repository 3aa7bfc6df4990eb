import { ownValue } from "../kernel/index.js";
import type { Dialect } from "./dialect.js";
import { inBatches, ROWS_PER_STATEMENT } from "./statements.js";
import type { Transaction } from "./transaction.js";

type Cell = string | number | null;

/** What becomes of a column when the row is there already; a column in none of the lists keeps its value. */
export interface Upsert {
  readonly table: string;
  readonly key: readonly string[];
  readonly add?: readonly string[];
  readonly least?: readonly string[];
  readonly most?: readonly string[];
  readonly bits?: readonly string[];
  readonly replace?: readonly string[];
}

/**
 * Inserts rows and adds to those that exist, many a statement, on both engines. Keys must differ within one call. Rows
 * are written in the order of their keys, so that two writers wait for each other instead of deadlocking.
 */
export async function additiveUpsert(
  { manager, dialect }: Transaction,
  upsert: Upsert,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const sorted = [...rows].sort((one, other) => compareKeys(upsert.key, one, other));
  const ending = `${dialect.onDuplicate(upsert.key)} ${assignments(upsert, dialect)}`;
  const marks = `(${columns.map(() => "?").join(", ")})`;
  for (const chunk of inBatches(sorted, ROWS_PER_STATEMENT)) {
    await manager.query(
      `INSERT INTO ${upsert.table} (${columns.join(", ")}) VALUES ${chunk.map(() => marks).join(", ")} ${ending}`,
      chunk.flatMap((row) => columns.map((column) => ownValue(row, column) ?? null)),
    );
  }
}

function compareKeys(
  key: readonly string[],
  one: Readonly<Record<string, Cell>>,
  other: Readonly<Record<string, Cell>>,
): number {
  for (const column of key) {
    const [left, right] = [ownValue(one, column) ?? "", ownValue(other, column) ?? ""];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function assignments(
  { table, key, add = [], least = [], most = [], bits = [], replace = [] }: Upsert,
  { inserted, smallerOf, largerOf }: Dialect,
): string {
  const all = [
    ...add.map((column) => `${column} = ${table}.${column} + ${inserted(column)}`),
    ...least.map((column) => `${column} = ${smallerOf}(${table}.${column}, ${inserted(column)})`),
    ...most.map((column) => `${column} = ${largerOf}(${table}.${column}, ${inserted(column)})`),
    ...bits.map((column) => `${column} = ${table}.${column} | ${inserted(column)}`),
    ...replace.map((column) => `${column} = ${inserted(column)}`),
  ];
  // Both engines want an assignment; the key's own changes nothing.
  return (all.length > 0 ? all : [`${key[0]} = ${table}.${key[0]}`]).join(", ");
}
