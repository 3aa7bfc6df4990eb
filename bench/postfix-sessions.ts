/**
 * What the check of a sender costs inside a real Postfix: MAIL and RSET on four sessions that have signed in, one smtpd
 * service a way of checking, asked in turns. Beside the agent's policy server and native map: no check at all, a policy
 * server that answers without looking, and Postfix's own lmdb:, mysql: and proxy:mysql: with the same pairs.
 *
 *   node --import @swc-node/register/esm-register bench/postfix-sessions.ts [--rounds 5] [--seconds 2]
 *     [--authorizations 1000000] [--copies /var/tmp/mayfrom-copies]
 *
 * Wants root, and the system parts of the test suite.
 */
import { execFile } from "node:child_process";
import { chmodSync, createWriteStream, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs, promisify } from "node:util";
import { createConnection } from "mysql2/promise";
import { keepPostfixMap, parsePostfixMap } from "../src/agent/postfix-map/postfix-map.js";
import { systemClock } from "../src/kernel/index.js";
import { startDovecot } from "../test/support/dovecot.js";
import { startMariaDb } from "../test/support/mariadb.js";
import { freePort } from "../test/support/ports.js";
import { startPostfix } from "../test/support/postfix.js";
import { startPolicyServer } from "./support/policy-servers.js";
import { accountsWith, authorizedAddressOf, loginOf, openSeededCopy, pairsOf } from "./support/seeded-copy.js";
import { measureSessions } from "./support/smtp-load.js";

const run = promisify(execFile);
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    authorizations: { type: "string", default: "1000000" },
    copies: { type: "string", default: "/var/tmp/mayfrom-copies" },
  },
});
const authorizations = Number(values.authorizations);
const SESSIONS = 4;
const PASSWORD = "bench";
const LOGIN_CHECK = "reject_authenticated_sender_login_mismatch";

const folder = mkdtempSync(join(tmpdir(), "mayfrom-bench-postfix-"));
chmodSync(folder, 0o755);
const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
try {
  await compare();
} finally {
  for (const stop of stops.reverse()) await stop();
}

interface Check {
  readonly name: string;
  /** What is set for the service, as lines of main.cf. */
  readonly restrictions: string;
  readonly maps?: string;
}

async function prepareChecks(): Promise<Check[]> {
  const nothing = await startPolicyServer(null, values.copies);
  const agent = await startPolicyServer(authorizations, values.copies);
  stops.push(nothing.stop, agent.stop);
  const pairs = await writePairs();
  const lmdb = await buildMap(pairs);
  const native = await writeNativeMap();
  const mysql = await fillDatabase(pairs);
  return [
    { name: "no check", restrictions: "" },
    { name: "policy server that answers without looking", restrictions: policyCheck(nothing.port) },
    { name: "policy server of the agent", restrictions: policyCheck(agent.port) },
    { name: "Postfix's own lmdb:", restrictions: LOGIN_CHECK, maps: lmdb },
    { name: "native map of the agent", restrictions: LOGIN_CHECK, maps: native },
    { name: "mysql:", restrictions: LOGIN_CHECK, maps: mysql },
    { name: "proxy:mysql:", restrictions: LOGIN_CHECK, maps: `proxy:${mysql}` },
  ];
}

function policyCheck(port: number): string {
  return `check_policy_service inet:127.0.0.1:${port}`;
}

/** Address and login, one pair a line, as postmap and LOAD DATA read them. */
async function writePairs(): Promise<string> {
  const path = join(folder, "pairs");
  await pipeline(async function* () {
    for (const pairs of pairsOf(accountsWith(authorizations))) {
      yield pairs.map(([address, login]) => `${address}\t${login}\n`).join("");
    }
  }, createWriteStream(path));
  return path;
}

async function buildMap(pairs: string): Promise<string> {
  console.error("postmap of the pairs …");
  await run("/usr/sbin/postmap", ["-o", `lmdb:${pairs}`]);
  return `lmdb:${pairs}`;
}

/** By the agent itself, from a copy that holds addresses. */
async function writeNativeMap(): Promise<string> {
  console.error("native map …");
  const path = `lmdb:${join(folder, "senders")}`;
  const { store } = await openSeededCopy(values.copies, authorizations, true);
  const map = keepPostfixMap(parsePostfixMap(path), systemClock, console);
  map.changed(store);
  while (!existsSync(join(folder, "senders.lmdb"))) await new Promise((resolve) => setTimeout(resolve, 100));
  await map.stop();
  await store.close();
  return path;
}

async function fillDatabase(pairs: string): Promise<string> {
  console.error("MariaDB …");
  const server = await startMariaDb();
  stops.push(server.stop);
  const { username, password, port } = new URL(server.url);
  const connection = await createConnection({
    host: "127.0.0.1",
    port: Number(port),
    user: username,
    password,
  });
  await connection.query("CREATE DATABASE bench");
  await connection.query("USE bench");
  await connection.query("CREATE TABLE sender (address VARBINARY(254) PRIMARY KEY, login VARBINARY(254) NOT NULL)");
  await connection.query("LOAD DATA INFILE ? INTO TABLE sender", [pairs]);
  await connection.end();
  const path = join(folder, "mysql.cf");
  writeFileSync(
    path,
    `hosts = 127.0.0.1:${port}\nuser = ${username}\npassword = ${password}\ndbname = bench\n` +
      "query = SELECT login FROM sender WHERE address = '%s'\n",
  );
  return `mysql:${path}`;
}

async function compare(): Promise<void> {
  const checks = await prepareChecks();
  const users = Array.from({ length: SESSIONS }, (_, session) => ({ address: loginOf(session), password: PASSWORD }));
  const dovecot = await startDovecot({ users });
  stops.push(dovecot.stop);
  const services: { check: Check; port: number; permitted: number[]; refused: number[] }[] = [];
  for (const check of checks) services.push({ check, port: await freePort(), permitted: [], refused: [] });
  const postfix = await startPostfix({
    domains: ["bench.example"],
    dovecot,
    extraMain: {
      proxy_read_maps: checks.map(({ maps = "" }) => maps).join(" "),
      ...Object.fromEntries(
        services.flatMap(({ check }, index) => [
          [`bench_restrictions_${index}`, check.restrictions],
          [`bench_maps_${index}`, check.maps ?? ""],
        ]),
      ),
    },
    extraMaster: services
      .map(
        ({ port }, index) =>
          `127.0.0.1:${port} inet n - n - - smtpd\n  -o smtpd_sasl_auth_enable=yes -o smtpd_delay_reject=no\n` +
          `  -o smtpd_sender_restrictions=$bench_restrictions_${index} -o smtpd_sender_login_maps=$bench_maps_${index}\n` +
          "  -o smtpd_soft_error_limit=100000000 -o smtpd_hard_error_limit=100000000",
      )
      .join("\n"),
  });
  stops.push(postfix.stop);

  const accounts = accountsWith(authorizations);
  const own = (session: number, n: number) => authorizedAddressOf(session, n);
  const foreign = (session: number, n: number) => authorizedAddressOf((SESSIONS + session + n * 7919) % accounts, n);
  for (let round = -1; round < Number(values.rounds); round++) {
    for (const service of round % 2 === 0 ? services : [...services].reverse()) {
      const permitted = await measure(service.port, own);
      const refused = await measure(service.port, foreign);
      if (round < 0) continue;
      service.permitted.push(permitted);
      service.refused.push(refused);
    }
    console.error(`round ${round + 2} of ${Number(values.rounds) + 1}`);
  }
  for (const kind of ["permitted", "refused"] as const) {
    console.log(`\nMAIL and RSET, ${SESSIONS} sessions, ${authorizations.toLocaleString("en")} pairs, all ${kind}`);
    for (const { check, ...rates } of services) {
      const own = rates[kind];
      const against = (name: string) =>
        median(own.map((rate, round) => rate / (services.find((one) => one.check.name === name)?.[kind][round] ?? 0)));
      console.log(
        `  ${check.name.padEnd(44)} ${Math.round(median(own)).toLocaleString("en").padStart(7)}/s` +
          `   of no check ${against("no check").toFixed(2)}` +
          `   of the empty policy server ${against("policy server that answers without looking").toFixed(2)}` +
          `   of lmdb: ${against("Postfix's own lmdb:").toFixed(2)}   of proxy:mysql: ${against("proxy:mysql:").toFixed(2)}`,
      );
    }
  }
}

async function measure(port: number, reversePath: (session: number, n: number) => string): Promise<number> {
  const { transactionsASecond } = await measureSessions(
    { port, sessions: SESSIONS, reversePath, user: (session) => ({ login: loginOf(session), password: PASSWORD }) },
    1000 * Number(values.seconds),
  );
  return transactionsASecond;
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
