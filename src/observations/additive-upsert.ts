import type { EntityManager } from "typeorm";
import type { Engine } from "../database/index.js";
import { ownValue } from "../kernel/index.js";

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

const ROWS_PER_STATEMENT = 200;

/**
 * Inserts rows and adds to those that exist, many a statement, on both engines. Keys must differ within one call. Rows
 * are written in the order of their keys, so that two writers wait for each other instead of deadlocking.
 */
export async function additiveUpsert(
  manager: EntityManager,
  engine: Engine,
  upsert: Upsert,
  rows: readonly Readonly<Record<string, Cell>>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const sorted = [...rows].sort((one, other) => compareKeys(upsert.key, one, other));
  const ending = engine === "sqlite" ? sqliteEnding(upsert) : mysqlEnding(upsert);
  const marks = `(${columns.map(() => "?").join(", ")})`;
  for (let start = 0; start < sorted.length; start += ROWS_PER_STATEMENT) {
    const chunk = sorted.slice(start, start + ROWS_PER_STATEMENT);
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

function sqliteEnding(upsert: Upsert): string {
  return `ON CONFLICT (${upsert.key.join(", ")}) DO UPDATE SET ${assignments(
    upsert,
    (column) => `excluded.${column}`,
    "MIN",
    "MAX",
  )}`;
}

// VALUES() and not a row alias: MariaDB and TiDB know only the former.
function mysqlEnding(upsert: Upsert): string {
  return `ON DUPLICATE KEY UPDATE ${assignments(upsert, (column) => `VALUES(${column})`, "LEAST", "GREATEST")}`;
}

function assignments(
  { table, key, add = [], least = [], most = [], bits = [], replace = [] }: Upsert,
  given: (column: string) => string,
  smaller: string,
  larger: string,
): string {
  const all = [
    ...add.map((column) => `${column} = ${table}.${column} + ${given(column)}`),
    ...least.map((column) => `${column} = ${smaller}(${table}.${column}, ${given(column)})`),
    ...most.map((column) => `${column} = ${larger}(${table}.${column}, ${given(column)})`),
    ...bits.map((column) => `${column} = ${table}.${column} | ${given(column)}`),
    ...replace.map((column) => `${column} = ${given(column)}`),
  ];
  // Both engines want an assignment; the key's own changes nothing.
  return (all.length > 0 ? all : [`${key[0]} = ${table}.${key[0]}`]).join(", ");
}
