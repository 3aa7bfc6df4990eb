import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { type Database, openDatabase } from "../../src/database/index.js";
import { type Clock, systemClock } from "../../src/kernel/index.js";
import { databaseParts } from "./configuration.js";
import { createDatabase } from "./database.js";
import { atEndOfFile } from "./end-of-file.js";
import { fillFromMigrated, migratedSqliteFile } from "./migrated.js";

export type EngineName = "SQLite" | "MariaDB";
export const ENGINES: readonly EngineName[] = ["SQLite", "MariaDB"];

/** A fresh, migrated database of its own on the given engine; closed and removed at the end of the test file. */
export async function openTestDatabase(engine: EngineName, clock: Clock = systemClock): Promise<Database> {
  if (engine === "SQLite") return openSqlite(clock, await migratedSqliteFile());
  const url = await createDatabase();
  await fillFromMigrated(url);
  return openMariaDb(url, clock);
}

/** The same without its tables, for tests of the migrations themselves. */
export async function openEmptyDatabase(engine: EngineName, clock: Clock = systemClock): Promise<Database> {
  return engine === "SQLite" ? openSqlite(clock) : openMariaDb(await createDatabase(), clock);
}

async function openMariaDb(url: string, clock: Clock): Promise<Database> {
  const database = await openDatabase({ kind: "mysql", url, poolSize: 10, replicaUrls: [] }, databaseParts, clock);
  atEndOfFile(() => database.close());
  return database;
}

async function openSqlite(clock: Clock, copyOf?: string): Promise<Database> {
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-test-"));
  const file = join(directory, "mayfrom.sqlite");
  if (copyOf !== undefined) copyFileSync(copyOf, file);
  const database = await openDatabase({ kind: "sqlite", file }, databaseParts, clock);
  // As for MariaDB: no commit waits for the disk. Only a power cut could tell.
  await database.writerSource.query("PRAGMA synchronous = OFF");
  atEndOfFile(async () => {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return database;
}

/** Runs the same tests on both engines: what holds on one must hold on the other. */
export function describeOnEachEngine(title: string, tests: (engine: EngineName) => void): void {
  describe.each(ENGINES)(`${title} on %s`, (engine) => tests(engine));
}
