import DataLoader from "dataloader";
import { type FindOptionsOrder, type FindOptionsWhere, In, type ObjectLiteral } from "typeorm";
import { inBatches, MAX_EXACT_TOTAL, type Total, totalOf } from "../database/index.js";
import { type LoaderKey, loaderKey, type RequestContext } from "./request-context.js";

type EntityClass<Row> = new () => Row;

const MAX_BATCH_SIZE = 500;

/** A loader of single rows by a unique column: one query for everything a request asks for at once. */
export function rowLoader<Row extends ObjectLiteral>(
  Entity: EntityClass<Row>,
  column: keyof Row & string = "id",
): LoaderKey<string, Row | null> {
  return loaderKey(`${Entity.name} by ${column}`, (context: RequestContext) => {
    return new DataLoader<string, Row | null>(
      async (keys) => {
        const where = { [column]: In([...keys]) } as FindOptionsWhere<Row>;
        const rows = await context.database.reader.find(Entity, { where });
        const byKey = new Map(rows.map((row) => [String(row[column]), row]));
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
): LoaderKey<string, readonly Row[]> {
  return loaderKey(`${Entity.name}s by ${column}`, (context: RequestContext) => {
    return new DataLoader<string, readonly Row[]>(
      async (keys) => {
        const where = { [column]: In([...keys]) } as FindOptionsWhere<Row>;
        const rows = await context.database.reader.find(Entity, {
          where,
          order: { [orderBy]: "ASC" } as FindOptionsOrder<Row>,
        });
        const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
        for (const row of rows) byKey.get(String(row[column]))?.push(row);
        return keys.map((key) => byKey.get(key) ?? []);
      },
      { maxBatchSize: MAX_BATCH_SIZE },
    );
  });
}

/** SQLite allows 500 parts of a compound select. */
const COUNTS_PER_STATEMENT = 200;

/** A loader of how many rows point at each key, none counted further than a total is exact. An index must hold the column. */
export function countLoader(table: string, column: string): LoaderKey<string, Total> {
  return loaderKey(`count of ${table} by ${column}`, (context: RequestContext) => {
    return new DataLoader<string, Total>(async (keys) => {
      const totals: Total[] = [];
      for (const some of inBatches(keys, COUNTS_PER_STATEMENT)) {
        const parts = some.map(
          (_, index) =>
            `SELECT ${index} AS place, COUNT(*) AS found FROM (SELECT 1 AS one FROM ${table} WHERE ${column} = ? LIMIT ${MAX_EXACT_TOTAL + 1}) AS counted${index}`,
        );
        const rows: { place: number; found: number }[] = await context.database.reader.query(
          parts.join(" UNION ALL "),
          some,
        );
        const found = new Map(rows.map((row) => [Number(row.place), Number(row.found)]));
        totals.push(...some.map((_, index) => totalOf(found.get(index) ?? 0)));
      }
      return totals;
    });
  });
}
