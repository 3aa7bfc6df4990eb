import type { EntityManager, FindOneOptions, ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { otherCollations } from "./collation.js";

/** Everything in which the embedded engine and the MySQL family differ for a statement: no room names an engine. */
export interface Dialect {
  /** For people. */
  readonly name: "sqlite" | "mysql";
  /** One file, one writer, nothing to install. */
  readonly isEmbedded: boolean;
  /** How many transactions that only insert are worth running at a time. */
  readonly parallelWriters: number;
  /**
   * Locks the rows that a `find` returns until the end of the transaction. On SQLite a transaction holds the whole
   * database from its beginning, and there are no row locks to ask for.
   */
  readonly rowLock: Pick<FindOneOptions<ObjectLiteral>, "lock">;
  /** Takes the rows of an index that nobody else holds, and locks them. */
  lockUnheld<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, index: string): void;
  /** Reads a table by this index, where the planner might think that another with a sort behind it is cheaper. */
  walkIndex<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, index: string): void;
  /** `(?, ?), (?, ?)` for `(a, b) IN (…)`, so that the pairs are looked up in an index. */
  tuples(width: number, count: number): string;
  /** A table of `count` rows of parameters, for `FROM (…)`: `SELECT ? AS a, ? AS b UNION ALL …`. */
  parameterTable(columns: readonly string[], count: number): string;
  /** Rows past a position in the order of an index. `place` is called for each value, in the order of the text. */
  past(columns: readonly string[], sign: ">" | "<", place: (index: number) => string): string;
  /** What follows an INSERT whose row may be there: the assignments stand behind it. */
  onDuplicate(key: readonly string[]): string;
  /** In those assignments, the value that was to be inserted. */
  inserted(column: string): string;
  readonly smallerOf: "MIN" | "LEAST";
  readonly largerOf: "MAX" | "GREATEST";
  dropIndex(name: string, table: string): string;
  /** Columns of text, the first few, that are not compared octet by octet, each with its collation. */
  otherCollations(manager: EntityManager): Promise<string[]>;
  /** Inserts without checking keys that the caller knows to be right; checking is on again afterwards. */
  withoutChecks(manager: EntityManager, work: () => Promise<void>): Promise<void>;
}

const SQLITE: Dialect = {
  name: "sqlite",
  isEmbedded: true,
  parallelWriters: 1,
  rowLock: {},
  lockUnheld: () => {},
  walkIndex: () => {},
  // Row values are looked up in an index only when they come from VALUES.
  tuples: (width, count) => `VALUES ${tuples(width, count)}`,
  // It takes 500 selects, and any number of values.
  parameterTable: (columns, count) =>
    count === 1 ? firstRow(columns) : `${firstRow(columns)} UNION ALL VALUES ${tuples(columns.length, count - 1)}`,
  // It walks an index with row values, but sorts on the OR form.
  past: (columns, sign, place) =>
    `(${columns.join(", ")}) ${sign} (${columns.map((_, index) => place(index)).join(", ")})`,
  onDuplicate: (key) => `ON CONFLICT (${key.join(", ")}) DO UPDATE SET`,
  inserted: (column) => `excluded.${column}`,
  smallerOf: "MIN",
  largerOf: "MAX",
  dropIndex: (name) => `DROP INDEX ${name}`,
  otherCollations: async () => [],
  withoutChecks: (_, work) => work(),
};

const MYSQL: Dialect = {
  name: "mysql",
  isEmbedded: false,
  parallelWriters: 4,
  rowLock: { lock: { mode: "pessimistic_write" } },
  lockUnheld(query, index) {
    query.useIndex(index).setLock("pessimistic_write").setOnLocked("skip_locked");
  },
  walkIndex(query, index) {
    query.useIndex(index);
  },
  tuples,
  // MySQL and MariaDB each write VALUES in a way of their own.
  parameterTable: (columns, count) =>
    firstRow(columns) + ` UNION ALL SELECT ${columns.map(() => "?").join(", ")}`.repeat(count - 1),
  // Its range optimizer walks an index with the OR form, but sorts on row values.
  past(columns, sign, place) {
    const branches = columns.map((column, index) => {
      const equal = columns.slice(0, index).map((before, position) => `${before} = ${place(position)}`);
      return `(${[...equal, `${column} ${sign} ${place(index)}`].join(" AND ")})`;
    });
    return `(${branches.join(" OR ")})`;
  },
  onDuplicate: () => "ON DUPLICATE KEY UPDATE",
  // And not a row alias, which MariaDB and TiDB do not know.
  inserted: (column) => `VALUES(${column})`,
  smallerOf: "LEAST",
  largerOf: "GREATEST",
  dropIndex: (name, table) => `DROP INDEX ${name} ON ${table}`,
  otherCollations,
  async withoutChecks(manager, work) {
    await manager.query("SET SESSION unique_checks = 0, foreign_key_checks = 0");
    await work();
    await manager.query("SET SESSION unique_checks = 1, foreign_key_checks = 1");
  },
};

/** The dialect of the database that a manager, a query builder's connection or a query runner belongs to. */
export function dialectOf(source: { readonly options: { readonly type: string } }): Dialect {
  return source.options.type === "better-sqlite3" ? SQLITE : MYSQL;
}

function tuples(width: number, count: number): string {
  const tuple = `(${new Array(width).fill("?").join(", ")})`;
  return new Array(count).fill(tuple).join(", ");
}

function firstRow(columns: readonly string[]): string {
  return `SELECT ${columns.map((column) => `? AS ${column}`).join(", ")}`;
}
