import type { EntityManager, QueryRunner } from "typeorm";

/**
 * Runs all reads of a batch over one connection: that of the caller's transaction, or one of their own. What is read
 * one after the other over one connection comes from one server, and never from an earlier state of it.
 */
export async function overOneConnection<T>(
  manager: EntityManager,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  if (manager.queryRunner !== undefined) return work(manager.queryRunner);
  // The writing server: a replica may be behind what the caller has seen.
  const runner = manager.dataSource.createQueryRunner("master");
  try {
    return await work(runner);
  } finally {
    await runner.release();
  }
}

/** Rows of a hand-written query: decisions are asked for each message, and building entities would cost more than they. */
export async function rowsOf<Row>(
  runner: QueryRunner,
  text: string,
  parameters: readonly (string | number)[],
): Promise<Row[]> {
  return runner.query(text, [...parameters]);
}

/** `?, ?, ?` */
export function marks(count: number): string {
  return new Array(count).fill("?").join(", ");
}

/** Nothing for an empty list. */
export function* inPartsOf<Item>(size: number, items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
