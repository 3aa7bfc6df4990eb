import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import { migrate, openDatabase } from "../../src/database/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { databaseParts } from "./configuration.js";
import { createLastingDatabase } from "./database.js";

// Databases are migrated once a process and copied for each test file: migrating took longer than most files' tests.

let sqliteFile: Promise<string> | undefined;
let mariaDbStatements: Promise<string> | undefined;

/** A file to copy: a closed database that the migrations have made. */
export function migratedSqliteFile(): Promise<string> {
  sqliteFile ??= makeSqliteFile();
  return sqliteFile;
}

/** Gives an empty database of the suite's MariaDB the tables and rows that the migrations make. */
export async function fillFromMigrated(url: string): Promise<void> {
  mariaDbStatements ??= migratedStatements();
  const statements = await mariaDbStatements;
  await withConnection(url, async (connection) => {
    await connection.query(`SET FOREIGN_KEY_CHECKS = 0; ${statements}`);
  });
}

async function makeSqliteFile(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "mayfrom-migrated-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, "mayfrom.sqlite");
  await migrated({ kind: "sqlite", file });
  return file;
}

/** In one text: sent one by one they take the server nearly twice the processor time, and this process thrice. */
async function migratedStatements(): Promise<string> {
  const url = await createLastingDatabase();
  await migrated({ kind: "mysql", url, poolSize: 2, replicaUrls: [] });
  const name = new URL(url).pathname.slice(1);
  return withConnection(url, async (connection) => {
    const statements: string[] = [];
    const [tables] = await connection.query<RowDataPacket[]>("SHOW TABLES");
    for (const table of tables.map((row) => Object.values(row)[0] as string)) {
      const [[shown]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${table}\``);
      statements.push(shown!["Create Table"] as string);
      const [rows] = await connection.query<RowDataPacket[]>(`SELECT 1 FROM \`${table}\` LIMIT 1`);
      if (rows.length > 0) statements.push(`INSERT INTO \`${table}\` SELECT * FROM \`${name}\`.\`${table}\``);
    }
    return statements.join("; ");
  });
}

async function migrated(location: Parameters<typeof openDatabase>[0]): Promise<void> {
  const database = await openDatabase(location, databaseParts, systemClock);
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}

async function withConnection<Result>(url: string, use: (connection: Connection) => Promise<Result>): Promise<Result> {
  const connection = await createConnection({ uri: url, multipleStatements: true });
  try {
    return await use(connection);
  } finally {
    await connection.end();
  }
}
