import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "lmdb";

export type BinaryTable = Database<Buffer, Buffer>;

/** Entries looked at in one turn of the event loop: mail is answered in between. */
const ENTRIES_PER_TURN = 2_000;

/** For keys that come in their order: full pages, and so a table of half the size. */
const APPEND = { append: true };

export function append(table: BinaryTable, key: Buffer, value: Buffer): void {
  table.putSync(key, value, APPEND);
}

export function readJson<T>(table: BinaryTable, key: Buffer): T | null {
  const value = table.get(key);
  return value === undefined ? null : parseJson<T>(value);
}

export function parseJson<T>(value: Buffer): T {
  return JSON.parse(value.toString("utf8")) as T;
}

export function writeJson(table: BinaryTable, key: Buffer, value: unknown): void {
  table.putSync(key, Buffer.from(JSON.stringify(value)));
}

/**
 * Every entry, some in each turn of the event loop; the copy moves on in between. False as soon as `isCurrent` is, which
 * says whether the table is still that of the copy in use.
 */
export async function walk(
  table: BinaryTable,
  isCurrent: () => boolean,
  visit: (key: Buffer, value: Buffer) => void,
): Promise<boolean> {
  let start = Buffer.alloc(1);
  for (;;) {
    if (!isCurrent()) return false;
    let last: Buffer | null = null;
    let count = 0;
    for (const { key, value } of table.getRange({ start, limit: ENTRIES_PER_TURN })) {
      visit(key, value);
      last = key;
      count += 1;
    }
    if (last === null || count < ENTRIES_PER_TURN) return true;
    // The first key after the last: the same with a zero byte behind it.
    start = Buffer.concat([last, Buffer.alloc(1)]);
    await nextTurn();
  }
}
