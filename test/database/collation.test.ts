import { describe, expect, it } from "vitest";
import { type Database, hasPendingMigrations, migrate, openDatabase } from "../../src/database/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { databaseParts } from "../support/configuration.js";
import { createDatabase } from "../support/database.js";
import { atEndOfFile } from "../support/end-of-file.js";

/** As `CREATE DATABASE` makes it on a server where nobody has set anything. */
async function openLatinDatabase(): Promise<Database> {
  const location = { kind: "mysql" as const, url: await createDatabase(), poolSize: 2, replicaUrls: [] };
  const database = await openDatabase(location, { ...databaseParts, migrations: [] }, systemClock);
  atEndOfFile(() => database.close());
  await database.writerSource.query("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci");
  return database;
}

describe("a database on MariaDB that compares text in a way of its own", () => {
  it("is set to compare octets before its first table", async () => {
    const database = await openLatinDatabase();
    await migrate(database);
    await database.writerSource.query("CREATE TABLE word (text VARCHAR(20) PRIMARY KEY)");
    await database.writerSource.query("INSERT INTO word VALUES ('strasse'), ('Strasse'), ('straße'), ('strasse ')");
    expect(await database.dialect.otherCollations(database.reader)).toEqual([]);
  });

  it("is still empty after it was asked whether migrations are to run, as a server asks that begins too early", async () => {
    const database = await openLatinDatabase();
    expect(await hasPendingMigrations(database)).toBe(true);
    expect(await database.writerSource.query("SHOW TABLES")).toEqual([]);
    await migrate(database);
    expect(await hasPendingMigrations(database)).toBe(false);
  });

  it("is refused where it has tables, with what to do and the columns, and stays as it is", async () => {
    const database = await openLatinDatabase();
    await database.writerSource.query("CREATE TABLE word (text VARCHAR(20) PRIMARY KEY)");
    const refusal = expect(migrate(database)).rejects;
    await refusal.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(
        /latin1_swedish_ci, word\.text latin1_swedish_ci\).*ALTER DATABASE `\w+` CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin/,
      ),
    });
    expect(await database.dialect.otherCollations(database.reader)).toEqual(["word.text latin1_swedish_ci"]);
  });
});
