/**
 * What enforcement would break, for a whole platform: the aggregate of two weeks is filled through the intake that
 * agents and logs use, then the report is made. One account in fifty sends under another address every day.
 *
 *   DATA_DIR=/var/tmp/seeded npm run mayfrom -- seed --resellers 500 --domains 50000 --accounts 1000000 --authorizations 10000000
 *   DATA_DIR=/var/tmp/seeded node --import @swc-node/register/esm-register bench/readiness.ts [--days 14] [--one-in 50]
 *
 * Run it again to report on what is there already.
 */
import "reflect-metadata";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openServices } from "../src/cli/open-services.js";
import { PLATFORM_SCOPE } from "../src/kernel/index.js";
import { recordSubmissions } from "../src/observations/index.js";
import { reportReadiness } from "../src/rollout/index.js";

const { values } = parseArgs({
  options: { days: { type: "string", default: "14" }, "one-in": { type: "string", default: "50" } },
});
const days = Number(values.days);
const oneIn = Number(values["one-in"]);
const DAY_MS = 86_400_000;
const ACCOUNTS_PER_PAGE = 20_000;
const SUBMISSIONS_PER_WRITE = 1_000;

const services = await openServices({ quiet: true });
const { database } = services;
const now = Date.now();
if ((await count("SELECT COUNT(*) AS n FROM observation_day")) === 0) await fill();
for (const table of ["account", "sender_authorization", "observation_day"]) {
  print(`rows of ${table}`, await count(`SELECT COUNT(*) AS n FROM ${table}`));
}
for (const format of ["table", "csv"] as const) await report(format);
process.exit();

async function count(query: string): Promise<number> {
  const [row] = await database.reader.query<{ n: number }[]>(query);
  return Number(row?.n ?? 0);
}

async function fill(): Promise<void> {
  const startedAt = Date.now();
  let written = 0;
  for (let after = ""; ; ) {
    const accounts = await database.reader.query<{ id: string; addressKey: string }[]>(
      `SELECT id, addressKey FROM account WHERE id > ? ORDER BY id LIMIT ${ACCOUNTS_PER_PAGE}`,
      [after],
    );
    const last = accounts.at(-1);
    if (last === undefined) break;
    after = last.id;
    const senders = accounts.filter((_, index) => index % oneIn === 0);
    const submissions = senders.flatMap(({ addressKey }, index) =>
      Array.from({ length: days }, (_, day) => ({
        source: "report" as const,
        at: now - day * DAY_MS,
        login: addressKey,
        reversePath: `other${index}@elsewhere${index % 100}.example`,
        fromAddresses: [],
        isRefused: false,
        queueId: null,
        messageId: null,
        count: 3,
      })),
    );
    for (let start = 0; start < submissions.length; start += SUBMISSIONS_PER_WRITE) {
      const some = submissions.slice(start, start + SUBMISSIONS_PER_WRITE);
      await database.write((tx) => recordSubmissions(tx, some));
      written += some.length;
    }
    process.stderr.write(`\r${written.toLocaleString("en")} counts written`);
  }
  process.stderr.write("\n");
  print("counts taken in, a second", written / ((Date.now() - startedAt) / 1000));
}

async function report(format: "table" | "csv"): Promise<void> {
  const startedAt = process.hrtime.bigint();
  const before = process.cpuUsage();
  let characters = 0;
  let mostOwn = 0;
  for await (const piece of reportReadiness(services, PLATFORM_SCOPE, { at: new Date(now), days, format })) {
    characters += piece.length;
    mostOwn = Math.max(mostOwn, ownResidentBytes());
    if (format === "table") console.log(piece.split("\n").slice(0, 12).join("\n"));
  }
  const { user, system } = process.cpuUsage(before);
  print(`${format}, seconds`, Number(process.hrtime.bigint() - startedAt) / 1e9);
  print("  of CPU", (user + system) / 1e6);
  print("  characters", characters);
  print("  resident beyond the page cache, MB", mostOwn / 1e6);
}

function ownResidentBytes(): number {
  const [, kilobytes = "0"] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

function print(name: string, value: number): void {
  console.log(`${name.padEnd(48)} ${value.toLocaleString("en", { maximumFractionDigits: 1 })}`);
}
