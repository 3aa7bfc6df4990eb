import { createRequire } from "node:module";

type SqliteValue = null | number | bigint | string | Uint8Array;

/** What TypeORM's `better-sqlite3` driver, and we, use of a connection. */
export interface SqliteConnection {
  pragma(text: string): unknown;
  prepare(text: string): SqliteStatement;
  exec(text: string): unknown;
  close(): unknown;
}

export interface SqliteStatement {
  /** Whether it gives rows. */
  readonly reader: boolean;
  all(...values: readonly unknown[]): unknown[];
  run(...values: readonly unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
}

interface ConnectionOptions {
  readonly readonly?: boolean;
  /** Milliseconds that a statement waits for a lock. */
  readonly timeout?: number;
}

export type SqliteConnectionClass = new (file: string, options?: ConnectionOptions) => SqliteConnection;

/** The part of `node:sqlite` that is used here; the types of our lowest Node line have none. */
interface NodeSqlite {
  readonly DatabaseSync: new (file: string, options: { readOnly: boolean; timeout: number }) => NodeDatabase;
}
interface NodeDatabase {
  prepare(text: string): NodeStatement;
  exec(text: string): void;
  close(): void;
}
interface NodeStatement {
  columns(): readonly unknown[];
  all(...values: SqliteValue[]): unknown[];
  run(...values: SqliteValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
}

const require = createRequire(import.meta.url);
/** The first line of Node whose own SQLite serves. */
const NODE_SQLITE_SINCE = 24;

/**
 * The one place that chooses (docs/adr/0014-node-sqlite-from-24.md): Node's own SQLite from 24 on, which needs no
 * compiler, else better-sqlite3.
 */
export function sqliteConnectionClass(): SqliteConnectionClass {
  const isOwn = Number.parseInt(process.versions.node, 10) >= NODE_SQLITE_SINCE;
  return isOwn ? nodeConnectionClass(loadNodeSqlite()) : loadBetterSqlite();
}

function loadBetterSqlite(): SqliteConnectionClass {
  try {
    return require("better-sqlite3") as SqliteConnectionClass;
  } catch (cause) {
    throw new Error(
      `On Node ${process.versions.node} the embedded database needs better-sqlite3, which is not there: run npm ci again with python3, make and g++ installed, or use Node ${NODE_SQLITE_SINCE} or newer`,
      { cause },
    );
  }
}

/** Node 24 warns that its SQLite is experimental; whoever starts mayfrom can do nothing about it. */
function loadNodeSqlite(): NodeSqlite {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return require("node:sqlite") as NodeSqlite;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Node's SQLite with the manners of better-sqlite3, for what TypeORM calls. */
function nodeConnectionClass({ DatabaseSync }: NodeSqlite): SqliteConnectionClass {
  return class NodeConnection implements SqliteConnection {
    readonly #database: NodeDatabase;

    constructor(file: string, { readonly: readOnly = false, timeout = 0 }: ConnectionOptions = {}) {
      this.#database = withErrorNames(() => new DatabaseSync(file, { readOnly, timeout }));
    }

    pragma(text: string): unknown {
      return this.prepare(`PRAGMA ${text}`).all();
    }

    prepare(text: string): SqliteStatement {
      const statement = withErrorNames(() => this.#database.prepare(text));
      return {
        reader: statement.columns().length > 0,
        all: (...values) => withErrorNames(() => statement.all(...values.map(bindable))),
        run: (...values) => {
          const { changes, lastInsertRowid } = withErrorNames(() => statement.run(...values.map(bindable)));
          return { changes: Number(changes), lastInsertRowid };
        },
      };
    }

    exec(text: string): void {
      withErrorNames(() => this.#database.exec(text));
    }

    close(): void {
      this.#database.close();
    }
  };
}

/** `node:sqlite` would take an object for named parameters and bind nothing, so a date would be stored as null. */
function bindable(value: unknown): SqliteValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "string") return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError("SQLite can only bind numbers, strings, bigints, buffers and null");
}

/** Extended result codes (sqlite.org/rescode.html) that are acted on, by the names that better-sqlite3 gives them. */
const ERROR_NAMES: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  261: "SQLITE_BUSY_RECOVERY",
  517: "SQLITE_BUSY_SNAPSHOT",
  787: "SQLITE_CONSTRAINT_FOREIGNKEY",
  1555: "SQLITE_CONSTRAINT_PRIMARYKEY",
  2067: "SQLITE_CONSTRAINT_UNIQUE",
};

function withErrorNames<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { errcode } = error as { readonly errcode?: unknown };
    const name = typeof errcode === "number" ? ERROR_NAMES[errcode] : undefined;
    if (name !== undefined && error instanceof Error) Object.assign(error, { code: name });
    throw error;
  }
}
