import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { type Database, migrate, openDatabase } from "../../src/database/index.js";
import { type Clock, systemClock } from "../../src/kernel/index.js";
import { databaseParts } from "./configuration.js";
import { createDatabase } from "./database.js";

export type EngineName = "SQLite" | "MariaDB";
export const ENGINES: readonly EngineName[] = ["SQLite", "MariaDB"];

/** A fresh, migrated database of its own on the given engine; closed and removed at the end of the test file. */
export async function openTestDatabase(engine: EngineName, clock: Clock = systemClock): Promise<Database> {
  const database = await openEmptyDatabase(engine, clock);
  await migrate(database);
  return database;
}

/** The same without its tables, for tests of the migrations themselves. */
export async function openEmptyDatabase(engine: EngineName, clock: Clock = systemClock): Promise<Database> {
  if (engine === "MariaDB") {
    const url = await createDatabase();
    const database = await openDatabase({ kind: "mysql", url, poolSize: 10, replicaUrls: [] }, databaseParts, clock);
    openDatabases.push(() => database.close());
    return database;
  }
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-test-"));
  const file = join(directory, "mayfrom.sqlite");
  const database = await openDatabase({ kind: "sqlite", file }, databaseParts, clock);
  openDatabases.push(async () => {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return database;
}

const openDatabases: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const close of openDatabases.splice(0)) await close();
});

/** Runs the same tests on both engines: what holds on one must hold on the other. */
export function describeOnEachEngine(title: string, tests: (engine: EngineName) => void): void {
  describe.each(ENGINES)(`${title} on %s`, (engine) => tests(engine));
}
