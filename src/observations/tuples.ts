import type { EntityManager } from "typeorm";

/** `(?, ?), (?, ?)` for `(a, b) IN (…)`. SQLite looks row values up in an index only when they come from VALUES. */
export function tupleList(manager: EntityManager, width: number, count: number): string {
  const tuple = `(${new Array(width).fill("?").join(", ")})`;
  const list = new Array(count).fill(tuple).join(", ");
  return manager.connection.options.type === "better-sqlite3" ? `VALUES ${list}` : list;
}

export function marks(count: number): string {
  return new Array(count).fill("?").join(", ");
}

export function inChunksOf<Item>(size: number, items: readonly Item[]): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
