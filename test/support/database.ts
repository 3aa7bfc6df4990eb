import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { createConnection } from "mysql2/promise";
import { inject } from "vitest";
import type { MariaDbAnswer } from "./global-setup.js";

/** URL of the MariaDB that all files of this run share. The first call of the run starts the server. */
export async function mariaDbUrl(): Promise<string> {
  const answer = JSON.parse(await text(connect(inject("mariaDbProxy")))) as MariaDbAnswer;
  if ("error" in answer) throw new Error(answer.error);
  return answer.url;
}

/**
 * A new, empty MariaDB database of one's own, as `DATABASE_URL` wants it: for one test file, or for one test.
 * It goes with the server at the end of the run.
 */
export async function createDatabase(): Promise<string> {
  const server = await mariaDbUrl();
  const name = `test_${randomBytes(8).toString("hex")}`;
  const connection = await createConnection(server);
  try {
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`);
  } finally {
    await connection.end();
  }
  return `${server}/${name}`;
}
