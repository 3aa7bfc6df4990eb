import { appendFileSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/database/index.js";
import { systemClock } from "../../src/kernel/index.js";
import { ObservationDay } from "../../src/observations/observation-day.entity.js";
import { postfixLines } from "../database/observations/postfix-log.js";
import { createTenants } from "../graphql/tenancy-tree.js";
import { startTestApi } from "../support/api.js";
import { chance } from "../support/chance.js";
import { databaseParts } from "../support/configuration.js";
import { eventually } from "../support/eventually.js";
import { type Installation, install } from "../support/mayfrom-process.js";

// Fifty take minutes: `FOLLOWER_KILLS=50 npx vitest run test/system/follow-killed.test.ts`.
const KILLS = Number(process.env.FOLLOWER_KILLS ?? 12);
const SUBMISSIONS = 4_000;
const ROTATIONS = [Math.ceil(KILLS / 3), Math.ceil((2 * KILLS) / 3)];

const logs = mkdtempSync(join(tmpdir(), "mayfrom-killed-"));
let installation: Installation;
let database: Database;

beforeAll(async () => {
  installation = await install("SQLite");
  const api = await startTestApi("SQLite");
  await createTenants(api);
  const file = join(installation.directory, "mayfrom.sqlite");
  await api.database.writerSource.query(`VACUUM INTO '${file}'`);
  database = await openDatabase({ kind: "sqlite", file }, databaseParts, systemClock);
});

afterAll(async () => {
  await database?.close();
  await installation?.remove();
  rmSync(logs, { recursive: true, force: true });
});

async function counted(): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for (const { addressKey, unauthorized } of await database.reader.find(ObservationDay)) {
    sums.set(addressKey, (sums.get(addressKey) ?? 0) + unauthorized);
  }
  return sums;
}

async function total(): Promise<number> {
  return [...(await counted()).values()].reduce((sum, count) => sum + count, 0);
}

it(`counts every submission once over ${KILLS} kills and two rotations`, { timeout: 1_200_000 }, async () => {
  const senders = Array.from({ length: SUBMISSIONS }, (_, index) => `sender${index % 97}@elsewhere.test`);
  const text = `${postfixLines(senders.map((sender) => ({ login: "user@north.test", sender }))).join("\n")}\n`;
  const log = join(logs, "mail.log");
  writeFileSync(log, "");
  const draw = chance();
  let written = 0;
  // Octets, not lines: a kill, and a rotation, may meet half a line.
  const writeTo = (until: number) => {
    appendFileSync(log, text.slice(written, until));
    written = until;
  };

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = await total();
    const follower = installation.start(["ingest", "--follow", "--format", "postfix", log]);
    writeTo(Math.floor((text.length * (kill - 0.5)) / KILLS));
    // The first one must have begun, or nobody knows of the file that is rotated away; of the others every third is
    // killed at any moment of its start.
    if (kill === 1 || kill % 3 !== 0) {
      await eventually(`follower ${kill} counts\n${follower.output()}`, async () => (await total()) > before, 60_000);
    }
    writeTo(Math.max(written, Math.floor((text.length * kill) / KILLS)));
    await sleep(draw() * 400);
    if (ROTATIONS.includes(kill)) {
      // As logrotate does: the rest of a line goes to the renamed file, whose writer still has it open.
      writeTo(text.indexOf("\n", written) + 1);
      if (existsSync(`${log}.1`)) renameSync(`${log}.1`, `${log}.2`);
      renameSync(log, `${log}.1`);
      writeFileSync(log, "");
    }
    await follower.stop("SIGKILL");
  }

  writeTo(text.length);
  const last = installation.start(["ingest", "--follow", "--format", "postfix", log]);
  await eventually("everything is counted", async () => (await total()) >= SUBMISSIONS, 60_000).catch(async (error) => {
    throw new Error(`${await total()} of ${SUBMISSIONS} were counted\n${last.output()}`, { cause: error });
  });
  await sleep(1_000);
  await last.stop("SIGTERM");

  const expected = new Map<string, number>();
  for (const sender of senders) expected.set(sender, (expected.get(sender) ?? 0) + 1);
  expect(Object.fromEntries(await counted())).toEqual(Object.fromEntries(expected));
});
