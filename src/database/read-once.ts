import type { EntityManager } from "typeorm";

/** What an open transaction has read of a table: by key, null where there is no row. */
type ReadOfTable = Map<string, unknown>;

const memos = new WeakMap<EntityManager, Map<string, ReadOfTable>>();

/** A SELECT without a lock: whoever locks wants what is there now. */
const PLAIN_READ = /^\s*SELECT\b(?![\s\S]*\bFOR UPDATE\b)/i;
/** What was read since the savepoint may never have been. */
const UNDOING = /^ROLLBACK/;

/** From here on this manager's reads are those of one transaction. */
export function beginMemo(manager: EntityManager): void {
  memos.set(manager, new Map());
}

export function endMemo(manager: EntityManager): void {
  memos.delete(manager);
}

/** Called for every statement before it is sent: what it may change is read anew. */
export function noteStatement(manager: EntityManager, text: string): void {
  const memo = memos.get(manager);
  if (memo === undefined || memo.size === 0 || PLAIN_READ.test(text)) return;
  if (UNDOING.test(text)) memo.clear();
  for (const table of memo.keys()) if (text.includes(table)) memo.delete(table);
}

export interface RowsOnce<Row> {
  readonly table: string;
  readonly keys: readonly string[];
  keyOf(row: Row): string;
  /** Reads the rows of these keys, those that there are. */
  load(keys: readonly string[]): Promise<Row[]>;
}

/**
 * The rows of these keys, in their order; within a transaction each is read once, until a statement of the transaction
 * writes to its table or locks a row of it. For what a transaction looks up many times and seldom changes. The rows are
 * shared: nobody changes them in memory.
 */
export async function rowsOnce<Row>(
  manager: EntityManager,
  { table, keys, keyOf, load }: RowsOnce<Row>,
): Promise<Row[]> {
  const read = readOf(manager, table);
  const missing = keys.filter((key) => !read.has(key));
  if (missing.length > 0) {
    const rows = await load(missing);
    for (const key of missing) read.set(key, null);
    for (const row of rows) read.set(keyOf(row), row);
  }
  return keys.flatMap((key) => (read.get(key) as Row | null | undefined) ?? []);
}

function readOf(manager: EntityManager, table: string): ReadOfTable {
  const memo = memos.get(manager);
  const known = memo?.get(table) ?? new Map<string, unknown>();
  memo?.set(table, known);
  return known;
}
