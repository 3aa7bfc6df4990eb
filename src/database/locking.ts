import type {
  EntityTarget,
  FindManyOptions,
  FindOptionsOrder,
  FindOptionsWhere,
  ObjectLiteral,
  SelectQueryBuilder,
} from "typeorm";
import type { Locked } from "../kernel/index.js";
import type { Transaction } from "./transaction.js";

/** The row that `where` finds, the first in this order; nobody else changes it until the end of the transaction. */
export async function lockRow<Row extends ObjectLiteral>(
  { manager, dialect }: Transaction,
  Entity: EntityTarget<Row>,
  where: FindOptionsWhere<Row>,
  order: FindOptionsOrder<Row> = {},
): Promise<Locked<Row> | null> {
  return (await manager.findOne(Entity, { where, order, ...dialect.rowLock })) as Locked<Row> | null;
}

/**
 * The same for all that `where` finds, in one statement; locked in the order of their ids, or the one that is given, so that
 * two calls queue up.
 */
export async function lockRows<Row extends ObjectLiteral & { readonly id: string }>(
  { manager, dialect }: Transaction,
  Entity: EntityTarget<Row>,
  where: FindOptionsWhere<Row>,
  { take, order = { id: "ASC" } as FindOptionsOrder<Row> }: Pick<FindManyOptions<Row>, "take" | "order"> = {},
): Promise<Locked<Row>[]> {
  return (await manager.find(Entity, { where, order, take, ...dialect.rowLock })) as Locked<Row>[];
}

/** Rows of a query that nobody else holds, in the order of this index: what another is taking is passed over. */
export async function lockUnheldRows<Row extends ObjectLiteral>(
  { dialect }: Transaction,
  query: SelectQueryBuilder<Row>,
  index: string,
): Promise<Locked<Row>[]> {
  dialect.lockUnheld(query, index);
  return (await query.getMany()) as Locked<Row>[];
}

/** A row that this transaction inserts, or a copy that nobody saves: until the commit nobody else can find it. */
export function madeHere<Row extends object>(row: Row): Locked<Row> {
  return row as Locked<Row>;
}
