import type { DataSourceOptions } from "typeorm";
import type { DatabaseLocation } from "../config/index.js";
import type { Clock } from "../kernel/index.js";
import { Database } from "./database.js";
import { mysqlOptionsFor, openMysql } from "./mysql.js";
import type { DatabaseParts, SchemaParts } from "./schema-parts.js";
import { openSqlite, sqliteOptions } from "./sqlite.js";

export async function openDatabase(location: DatabaseLocation, parts: DatabaseParts, clock: Clock): Promise<Database> {
  const access = location.kind === "sqlite" ? await openSqlite(location.file, parts) : await openMysql(location, parts);
  return new Database(access, clock, parts.commitSteps, parts.sequenceSteps);
}

/** The writing data source as TypeORM's own command line wants it: described, not opened. */
export async function dataSourceOptions(location: DatabaseLocation, schema: SchemaParts): Promise<DataSourceOptions> {
  return location.kind === "sqlite" ? sqliteOptions(location.file, schema, false) : mysqlOptionsFor(location, schema);
}

/** Brings the schema up to date. Returns the names of the migrations that ran. */
export async function migrate(database: Database): Promise<string[]> {
  return database.migrate();
}

export async function hasPendingMigrations(database: Database): Promise<boolean> {
  return database.writerSource.showMigrations();
}
