import { createConnection } from "mysql2/promise";
import { describe, expect, it } from "vitest";
import { createDatabase, mariaDbUrl } from "../support/database.js";

async function query(url: string, ...statements: string[]): Promise<unknown> {
  const connection = await createConnection(url);
  try {
    let rows: unknown;
    for (const statement of statements) [rows] = await connection.query(statement);
    return rows;
  } finally {
    await connection.end();
  }
}

describe("the suite's MariaDB", () => {
  it("is one server for the whole run", async () => {
    expect(await mariaDbUrl()).toBe(await mariaDbUrl());
  });

  it("gives each caller a database of its own", async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
    await query(one, "CREATE TABLE apples (id INT)", "INSERT INTO apples VALUES (1)");
    expect(await query(one, "SELECT id FROM apples")).toEqual([{ id: 1 }]);
    await expect(query(other, "SELECT id FROM apples")).rejects.toMatchObject({ code: "ER_NO_SUCH_TABLE" });
  });

  it("compares letters and trailing spaces exactly in a new database", async () => {
    const url = await createDatabase();
    expect(await query(url, "SELECT @@collation_database AS collation")).toEqual([{ collation: "utf8mb4_nopad_bin" }]);
    await query(url, "CREATE TABLE words (word VARCHAR(20) UNIQUE)");
    await query(url, "INSERT INTO words VALUES ('a'), ('A'), ('a ')");
    expect(await query(url, "SELECT COUNT(*) AS count FROM words")).toEqual([{ count: 3 }]);
  });

  it("holds real transactions", async () => {
    const url = await createDatabase();
    await query(url, "CREATE TABLE t (id INT)");
    await query(url, "START TRANSACTION", "INSERT INTO t VALUES (1)");
    expect(await query(url, "SELECT * FROM t")).toEqual([]);
  });
});
