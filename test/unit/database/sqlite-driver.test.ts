import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SqliteConnection, sqliteConnectionClass } from "../../../src/database/sqlite-driver.js";

/** Of the driver that this line of Node gets; `npm run test:node` runs it on the others. */
describe("the SQLite driver of this runtime", () => {
  const Connection = sqliteConnectionClass();
  let directory: string;
  let file: string;
  let connection: SqliteConnection;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "mayfrom-sqlite-"));
    file = join(directory, "file.sqlite");
    connection = new Connection(file);
    connection.pragma("journal_mode = WAL");
    connection.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, parent INTEGER REFERENCES t (id))");
    connection.pragma("foreign_keys = ON");
  });

  afterAll(() => {
    connection.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it("is Node's own from 24 on, and better-sqlite3 before", () => {
    const isOwn = Number.parseInt(process.versions.node, 10) >= 24;
    expect(Connection.name).toBe(isOwn ? "NodeConnection" : "Database");
  });

  it("tells statements that give rows from those that do not", () => {
    const insert = connection.prepare("INSERT INTO t (id, name) VALUES (?, ?)");
    expect(insert.reader).toBe(false);
    expect(insert.run(1, "größe")).toEqual({ changes: 1, lastInsertRowid: 1 });
    const select = connection.prepare("SELECT * FROM t WHERE id = ?");
    expect(select.reader).toBe(true);
    expect(select.all(1)).toEqual([{ id: 1, name: "größe", parent: null }]);
    expect(connection.prepare("DELETE FROM t WHERE id = ? RETURNING id").reader).toBe(true);
    expect(connection.prepare("DELETE FROM t WHERE id = 77").run().changes).toBe(0);
  });

  it("binds undefined as null, and refuses a date or an object", () => {
    const update = connection.prepare("UPDATE t SET parent = ? WHERE id = 1");
    expect(update.run(undefined).changes).toBe(1);
    for (const value of [new Date(0), {}, { a: 1 }]) expect(() => update.run(value)).toThrow();
  });

  it.each([
    ["INSERT INTO t (id, name) VALUES (2, 'größe')", "SQLITE_CONSTRAINT_UNIQUE"],
    ["INSERT INTO t (id, name) VALUES (1, 'other')", "SQLITE_CONSTRAINT_PRIMARYKEY"],
    ["INSERT INTO t (id, parent) VALUES (3, 99)", "SQLITE_CONSTRAINT_FOREIGNKEY"],
  ])("names what is wrong with %s", (text, code) => {
    expect(() => connection.prepare(text).run()).toThrow(expect.objectContaining({ code }));
  });

  it("says that another connection holds the lock", () => {
    const other = new Connection(file, { timeout: 1 });
    connection.exec("BEGIN IMMEDIATE");
    try {
      expect(() => other.prepare("BEGIN IMMEDIATE").run()).toThrow(expect.objectContaining({ code: "SQLITE_BUSY" }));
    } finally {
      connection.exec("ROLLBACK");
      other.close();
    }
  });
});
