import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { createConnection } from "mysql2/promise";
import { inject } from "vitest";
import { atEndOfFile } from "./end-of-file.js";
import type { MariaDbAnswer } from "./global-setup.js";

/** URL of the MariaDB that all files of this run share. The first call of the run starts the server. */
export async function mariaDbUrl(): Promise<string> {
  const answer = JSON.parse(await text(connect(inject("mariaDbProxy")))) as MariaDbAnswer;
  if ("error" in answer) throw new Error(answer.error);
  return answer.url;
}

/**
 * A new, empty MariaDB database of one's own, as `DATABASE_URL` wants it: for one test file, or for one test. It is
 * dropped at the end of the test file: migrations look through the tables of all databases of the server.
 */
export async function createDatabase(): Promise<string> {
  const url = await createLastingDatabase();
  atEndOfFile(() =>
    // Whatever a test has left open shall stop no other file: then it goes with the server.
    execute("SET STATEMENT lock_wait_timeout = 5 FOR DROP DATABASE", url).catch(() => undefined),
  );
  return url;
}

/** The same until the end of the run. */
export async function createLastingDatabase(): Promise<string> {
  const url = `${await mariaDbUrl()}/test_${randomBytes(8).toString("hex")}`;
  await execute("CREATE DATABASE", url, "CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
  return url;
}

async function execute(statement: string, databaseUrl: string, rest = ""): Promise<void> {
  const [server, name] = [new URL("/", databaseUrl), new URL(databaseUrl).pathname.slice(1)];
  const connection = await createConnection(server.href);
  try {
    await connection.query(`${statement} ${name} ${rest}`);
  } finally {
    await connection.end();
  }
}
