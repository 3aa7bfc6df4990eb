import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AuditEvent, CHAIN_START, findBrokenLink } from "../../src/audit/index.js";
import { migrate, openDatabase } from "../../src/database/index.js";
import { listChanges } from "../../src/feed/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { compiledScript } from "../support/compiled-script.js";
import { databaseParts } from "../support/configuration.js";
import { createDatabase } from "../support/database.js";
import { writeMany } from "../support/writer-process.js";

const run = promisify(execFile);

/** `serve` beside `seed`, `ingest` or `explain`: processes of their own on one embedded database. */
describe("processes on one SQLite file", () => {
  let directory: string;
  let file: string;
  let writer: string;
  beforeAll(() => {
    writer = compiledScript("support/writer-process.ts");
  });
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "mayfrom-two-"));
    file = join(directory, "mayfrom.sqlite");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function otherProcess(name: string, count: number) {
    return run(process.execPath, [writer, file, name, String(count)]);
  }

  it("write and read at the same time, wait for each other, and lose nothing", async () => {
    const database = await openDatabase({ kind: "sqlite", file }, databaseParts, systemClock);
    await migrate(database);
    let isWriting = true;
    const others = Promise.all(["one", "two"].map((name) => otherProcess(name, 150))).finally(() => {
      isWriting = false;
    });
    const reading = (async () => {
      while (isWriting) {
        await listChanges(database.reader, 0, 10);
        await sleep(2);
      }
    })();
    const own = (async () => {
      let rounds = 0;
      while (isWriting) {
        await writeMany(database, `own${rounds}`, 5);
        rounds += 1;
        // The embedded database answers without ever letting go of the event loop.
        await sleep(2);
      }
      return rounds * 5;
    })();
    await others;
    await reading;
    const written = 300 + (await own);
    const { lastRevision } = await listChanges(database.reader, 0, 1_000_000);
    expect(lastRevision).toBe(written);
    const events = await database.reader.find(AuditEvent, { order: { sequence: "ASC" } });
    expect(events).toHaveLength(written);
    expect(findBrokenLink(events, CHAIN_START)).toBeNull();
    await database.close();
  });

  it("start together on an empty directory: the tables are made once", async () => {
    await Promise.all(["one", "two", "three"].map((name) => otherProcess(name, 3)));
    const database = await openDatabase({ kind: "sqlite", file }, databaseParts, systemClock);
    const { lastRevision } = await listChanges(database.reader, 0, 100);
    expect(lastRevision).toBe(9);
    await database.close();
  });
});

describe("processes on one MariaDB", () => {
  it("that migrate it together do so once", async () => {
    const url = await createDatabase();
    const databases = await Promise.all(
      Array.from({ length: 3 }, () =>
        openDatabase({ kind: "mysql", url, poolSize: 3, replicaUrls: [] }, databaseParts, systemClock),
      ),
    );
    const ran = await Promise.all(databases.map((database) => migrate(database)));
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await migrate(databases[0]!)).toEqual([]);
    await Promise.all(databases.map((database) => database.close()));
  });
});
