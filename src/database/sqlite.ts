import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Mutex } from "async-mutex";
import { DataSource, type DataSourceOptions, type EntityManager, type Migration } from "typeorm";
import { makePrivateFile, narrowFile } from "../config/index.js";
import { WIDE_TEXT } from "./columns.js";
import type { EngineAccess } from "./database.js";
import { asWriter, holding } from "./execution-context.js";
import type { SchemaParts } from "./schema-parts.js";
import { boundStatements } from "./sqlite-connections.js";
import { type SqliteConnection, sqliteConnectionClass } from "./sqlite-driver.js";
import { withinTime } from "./turns.js";

/** How long a statement waits for another process that holds the write lock. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * TypeORM gives every caller of a SQLite data source the same connection, so two concurrent transactions would run
 * inside each other. Hence two connections: one that writes, behind a mutex, and one that only reads.
 */
export async function openSqlite(file: string, schema: SchemaParts): Promise<EngineAccess> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // The engine makes the files beside it with the rights of this one.
  makePrivateFile(file);
  for (const beside of [`${file}-wal`, `${file}-shm`]) narrowFile(beside);
  const writer = await sqliteSource(file, schema, false).initialize();
  boundStatements(writer, beginImmediately);
  const reader = await sqliteSource(file, schema, true).initialize();
  boundStatements(reader);
  const mutex = new Mutex();

  return {
    writer,
    reader,
    async inTransaction(work) {
      return asWriter(async () => {
        const release = await withinTime(mutex.acquire(), "The database is busy; try again", (late) => late());
        try {
          return await writer.transaction((manager) => holding("write", () => work(manager)));
        } finally {
          release();
        }
      });
    },
    async inSnapshot(work) {
      return readInSnapshot(file, schema, work);
    },
    async migrate() {
      return mutex.runExclusive(() => migrateInOneTransaction(writer));
    },
    async close() {
      await mutex.runExclusive(() => Promise.all([reader.destroy(), writer.destroy()]));
    },
  };
}

/** Not yet opened. */
export function sqliteSource(file: string, schema: SchemaParts, isReader: boolean): DataSource {
  const source = new DataSource(sqliteOptions(file, schema, isReader));
  const { driver } = source;
  const normalizeType = driver.normalizeType.bind(driver);
  driver.normalizeType = (column) => (column.type === WIDE_TEXT ? "text" : normalizeType(column));
  return source;
}

function sqliteOptions(file: string, schema: SchemaParts, isReader: boolean): DataSourceOptions {
  return {
    type: "better-sqlite3",
    driver: sqliteConnectionClass(),
    database: file,
    entities: [...schema.entities],
    migrations: isReader ? [] : [...schema.migrations],
    timeout: BUSY_TIMEOUT_MS,
    prepareDatabase: (connection: SqliteConnection) => {
      connection.pragma("journal_mode = WAL");
      connection.pragma("synchronous = NORMAL");
      connection.pragma("cache_size = -65536");
      if (isReader) connection.pragma("query_only = ON");
    },
  };
}

// TypeORM begins deferred transactions. One that reads and then writes is refused at once, whatever the timeout, when
// another process has written in between (SQLITE_BUSY_SNAPSHOT); taking the write lock at the beginning avoids that.
function beginImmediately(text: string): string {
  return text === "BEGIN TRANSACTION" ? "BEGIN IMMEDIATE" : text;
}

/**
 * What is pending is found out under the write lock: of processes that start together on an empty directory one makes
 * the tables, and the others find them made. TypeORM gives out the same query runner each time, so its migrations run
 * inside the transaction that is begun here.
 */
async function migrateInOneTransaction(source: DataSource): Promise<Migration[]> {
  const runner = source.createQueryRunner();
  // Tables that a migration makes anew must not take along what refers to them. Inside a transaction it has no effect.
  await runner.query("PRAGMA foreign_keys = OFF");
  try {
    await runner.startTransaction();
    const ran = await source.runMigrations({ transaction: "none" });
    await runner.commitTransaction();
    return ran;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.query("PRAGMA foreign_keys = ON");
  }
}

async function readInSnapshot<T>(
  file: string,
  schema: SchemaParts,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const source = await sqliteSource(file, schema, true).initialize();
  boundStatements(source);
  try {
    return await source.transaction((manager) => holding("snapshot", () => work(manager)));
  } finally {
    await source.destroy();
  }
}
