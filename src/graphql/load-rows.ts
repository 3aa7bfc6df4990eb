import DataLoader from "dataloader";
import { type FindOptionsOrder, type FindOptionsWhere, In, type ObjectLiteral } from "typeorm";
import { type CountPart, countEach, type Total } from "../database/index.js";
import { type ForeignRow, foreignRow } from "../kernel/index.js";
import { type LoaderKey, loaderKey, type RequestContext } from "./request-context.js";

type EntityClass<Row> = new () => Row;

const MAX_BATCH_SIZE = 500;

/**
 * A loader of single rows by a unique column: one query for everything a request asks for at once. It asks for no scope:
 * its rows enter an answer as they are, where their types' declarations are held against the caller.
 */
export function rowLoader<Row extends ObjectLiteral>(
  Entity: EntityClass<Row>,
  column: keyof Row & string = "id",
): LoaderKey<string, ForeignRow<Row> | null> {
  return loaderKey(`${Entity.name} by ${column}`, (context: RequestContext) => {
    return new DataLoader<string, ForeignRow<Row> | null>(
      async (keys) => {
        const where = { [column]: In([...keys]) } as FindOptionsWhere<Row>;
        const rows = await context.database.reader.find(Entity, { where });
        const byKey = new Map(rows.map((row) => [String(row[column]), foreignRow(row)]));
        return keys.map((key) => byKey.get(key) ?? null);
      },
      { maxBatchSize: MAX_BATCH_SIZE },
    );
  });
}

/** A loader of the rows that point at each key: one query for all keys. Only for relations that are small by rule. */
export function rowsLoader<Row extends ObjectLiteral>(
  Entity: EntityClass<Row>,
  column: keyof Row & string,
  orderBy: keyof Row & string,
): LoaderKey<string, readonly ForeignRow<Row>[]> {
  return loaderKey(`${Entity.name}s by ${column}`, (context: RequestContext) => {
    return new DataLoader<string, readonly ForeignRow<Row>[]>(
      async (keys) => {
        const where = { [column]: In([...keys]) } as FindOptionsWhere<Row>;
        const rows = await context.database.reader.find(Entity, {
          where,
          order: { [orderBy]: "ASC" } as FindOptionsOrder<Row>,
        });
        const byKey = new Map<string, ForeignRow<Row>[]>(keys.map((key) => [key, []]));
        for (const row of rows) byKey.get(String(row[column]))?.push(foreignRow(row));
        return keys.map((key) => byKey.get(key) ?? []);
      },
      { maxBatchSize: MAX_BATCH_SIZE },
    );
  });
}

/** A loader of how many rows point at each key, none counted further than a total is exact. An index must hold the column. */
export function countLoader(table: string, column: string): LoaderKey<string, Total> {
  return countsLoader(`count of ${table} by ${column}`, (key: string) => ({
    from: `${table} WHERE ${column} = ?`,
    parameters: [key],
  }));
}

/** A loader of such counts of whatever stands in an index for each key; one statement for up to 200. */
export function countsLoader<Key>(name: string, partOf: (key: Key) => CountPart): LoaderKey<Key, Total> {
  return loaderKey(name, (context: RequestContext) => {
    return new DataLoader<Key, Total, string>((keys) => countEach(context.database.reader, keys.map(partOf)), {
      cacheKeyFn: (key) => JSON.stringify(key),
    });
  });
}
