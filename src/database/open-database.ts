import type { DataSource } from "typeorm";
import type { DatabaseLocation } from "../config/index.js";
import type { Clock } from "../kernel/index.js";
import { Database } from "./database.js";
import { mysqlSource, openMysql } from "./mysql.js";
import type { DatabaseParts, SchemaParts } from "./schema-parts.js";
import { openSqlite, sqliteSource } from "./sqlite.js";

/** As TypeORM names it. */
const MIGRATIONS_TABLE = "migrations";

export async function openDatabase(location: DatabaseLocation, parts: DatabaseParts, clock: Clock): Promise<Database> {
  const access = location.kind === "sqlite" ? await openSqlite(location.file, parts) : await openMysql(location, parts);
  return new Database(access, clock, parts.commitSteps, parts.sequenceSteps);
}

/** The writing data source as TypeORM's own command line wants it: described, not opened. */
export async function describedSource(location: DatabaseLocation, schema: SchemaParts): Promise<DataSource> {
  return location.kind === "sqlite" ? sqliteSource(location.file, schema, false) : mysqlSource(location, schema);
}

/** Brings the schema up to date. Returns the names of the migrations that ran. */
export async function migrate(database: Database): Promise<string[]> {
  return database.migrate();
}

/**
 * Whether migrations are to run. This only reads: TypeORM's own question makes its table where there is none, and
 * `migrate` then finds a database that is no longer empty and that nobody has set to compare octets.
 */
export async function hasPendingMigrations(database: Database): Promise<boolean> {
  const source = database.writerSource;
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable(MIGRATIONS_TABLE))) return true;
    const rows: { name: string }[] = await runner.query(`SELECT name FROM ${MIGRATIONS_TABLE}`);
    const done = new Set(rows.map(({ name }) => name));
    return source.migrations.some((migration) => !done.has(migration.name ?? migration.constructor.name));
  } finally {
    await runner.release();
  }
}
