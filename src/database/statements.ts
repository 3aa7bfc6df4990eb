import {
  type EntityManager,
  type EntityTarget,
  type FindOptionsWhere,
  In,
  type ObjectLiteral,
  type QueryRunner,
  type SelectQueryBuilder,
} from "typeorm";
import type { QueryDeepPartialEntity } from "typeorm/query-builder/QueryPartialEntity.js";
import { type Changeable, type Changes, type Properties, pick } from "../kernel/index.js";

/** Keys in one `IN (…)`, far below every engine's limit of parameters. */
export const KEYS_PER_STATEMENT = 500;

/** Rows of one INSERT: with 30 columns still far below every engine's limit of parameters. */
export const ROWS_PER_STATEMENT = 200;

/** Parts of a list in its order, the last one shorter; none of an empty list. */
export function inBatches<Item>(items: readonly Item[], size = KEYS_PER_STATEMENT): Item[][] {
  const batches: Item[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}

/** `?, ?, ?` for as many values. */
export function placeholders(count: number): string {
  return new Array(count).fill("?").join(", ");
}

/** Inserts rows in the order given, many a statement. */
export async function insertRows<Row extends ObjectLiteral>(
  { manager }: { readonly manager: EntityManager },
  Entity: EntityTarget<Row>,
  rows: readonly Properties<Row>[],
): Promise<void> {
  for (const batch of inBatches(rows, ROWS_PER_STATEMENT)) {
    const values = batch as unknown as QueryDeepPartialEntity<Row>[];
    // TypeORM would read back what columns with a default came to: the rows given are whole.
    await manager.createQueryBuilder().insert().into(Entity).values(values).updateEntity(false).execute();
  }
}

export function insertRow<Row extends ObjectLiteral>(
  tx: { readonly manager: EntityManager },
  Entity: EntityTarget<Row>,
  row: Properties<Row>,
): Promise<void> {
  return insertRows(tx, Entity, [row]);
}

/** Changes columns of the rows that `where` finds; returns how many there were. A state is changed by `moveRows`. */
export async function updateRows<Row extends ObjectLiteral>(
  { manager }: { readonly manager: EntityManager },
  Entity: EntityTarget<Row>,
  where: FindOptionsWhere<Row>,
  changes: Changes<Row>,
): Promise<number> {
  const { affected } = await manager.update(Entity, where, changes as unknown as QueryDeepPartialEntity<Row>);
  return affected ?? 0;
}

export interface MoveOfRows<State extends string, Row extends ObjectLiteral & { readonly state: State }> {
  readonly where: Omit<FindOptionsWhere<Row>, "state">;
  readonly step: { readonly from: readonly State[]; readonly to: State };
  readonly changes?: Partial<Changeable<Row>> | undefined;
}

/**
 * Moves the rows that `where` finds by one step of their table of states, along with other columns; returns how many
 * there were. Those in a state from which the step does not go stay as they are.
 */
export async function moveRows<State extends string, Row extends ObjectLiteral & { readonly state: State }>(
  { manager }: { readonly manager: EntityManager },
  Entity: EntityTarget<Row>,
  { where, step: { from, to }, changes = {} }: MoveOfRows<State, Row>,
): Promise<number> {
  const found = { ...where, state: In([...from]) } as unknown as FindOptionsWhere<Row>;
  const moved = { ...changes, state: to } as unknown as QueryDeepPartialEntity<Row>;
  const { affected } = await manager.update(Entity, found, moved);
  return affected ?? 0;
}

/** Writes these columns of a row as it is in memory; its state, if named, only its table of states has changed there. */
export async function saveColumns<Row extends ObjectLiteral & { readonly id: string }>(
  { manager }: { readonly manager: EntityManager },
  Entity: EntityTarget<Row>,
  row: Row,
  columns: readonly (keyof Row)[],
): Promise<void> {
  const where = { id: row.id } as unknown as FindOptionsWhere<Row>;
  await manager.update(Entity, where, pick(row, columns) as unknown as QueryDeepPartialEntity<Row>);
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

/** From a moment on, and before another; a side that is left out is open. */
export interface TimesWanted {
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** Rows whose time in that column lies in the range; those without a time lie in none. */
export function withinTimes<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  column: string,
  { from, to }: TimesWanted,
): SelectQueryBuilder<Row> {
  const name = column.replace(".", "_");
  if (from) query.andWhere(`${column} >= :${name}_from`, { [`${name}_from`]: from.getTime() });
  if (to) query.andWhere(`${column} < :${name}_to`, { [`${name}_to`]: to.getTime() });
  return query;
}

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

/** Rows of a hand-written query, where building entities would cost more than the query. */
export async function rowsOf<Row>(
  runner: Pick<QueryRunner, "query">,
  text: string,
  parameters: readonly (string | number)[],
): Promise<Row[]> {
  return runner.query(text, [...parameters]);
}
