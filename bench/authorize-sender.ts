/**
 * `authorizeSender` over HTTP against a resolver on the same server that answers without looking, asked in turns, on
 * SQLite or on the database in DATABASE_URL (seed it first: `mayfrom seed …`). A hundred in one call are compared with
 * the same questions asked one by one, half about own addresses, half about those of strangers, and with a hundred fixed
 * decisions of the same server: answered directly as the others are, and resolved by the executor (its document has a
 * fragment, which nothing but the executor takes). Prints medians and the medians of the ratios, of calls a second and of
 * the server's CPU time a call, which says more on a machine with other work; on SQLite the database is in it.
 *
 *   DATABASE_URL=mysql://… node --import @swc-node/register/esm-register bench/authorize-sender.ts [--rounds 7] [--seconds 2] [--connections 16]
 */
import "reflect-metadata";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ApiKeyKind, createApiKey } from "../src/access/index.js";
import { buildApiSchema, createApi } from "../src/app/index.js";
import { Authorization, Identity } from "../src/authorizations/index.js";
import { openServices } from "../src/cli/open-services.js";
import { SYSTEM_ACTOR } from "../src/kernel/index.js";
import { Account } from "../src/tenancy/index.js";

const { values } = parseArgs({
  options: {
    serve: { type: "boolean", default: false },
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "2" },
    connections: { type: "string", default: "16" },
  },
});

interface Prepared {
  readonly url: string;
  readonly key: string;
  readonly logins: readonly string[];
  /** Of accounts and addresses of others that they may send from. */
  readonly granted: readonly { login: string; sender: string }[];
}

const DECIDE =
  "query ($l: String!, $s: String!) { authorizeSender(login: $l, sender: $s) { verdict reason wouldDeny mode smtpReply revision } }";
const DECIDE_ALL =
  "query ($r: [SenderRequest!]!) { authorizeSenders(requests: $r) { verdict reason wouldDeny mode smtpReply revision } }";
const IN_A_FRAGMENT = `query ($r: [SenderRequest!]!) { authorizeSenders(requests: $r) { ...Values } }
  fragment Values on SenderDecision { verdict reason wouldDeny mode smtpReply revision }`;
/** A login that no account has: whatever is asked with it first gets the answer that was given last. */
const FIXED = "fixed answer";

if (values.serve) await serveHere();
else await compare();

/** In a process of its own: the real API, and the logins that questions are about. */
async function serveHere(): Promise<void> {
  const services = await openServices({ quiet: true });
  const { secret } = await services.database.write((tx) =>
    createApiKey(tx, SYSTEM_ACTOR, {
      name: `bench ${Date.now()}`,
      kind: ApiKeyKind.GATEWAY,
      scope: { platform: true },
    }),
  );
  const accounts = await services.database.reader.find(Account, { select: { addressKey: true }, take: 20_000 });
  const granted = await services.database.reader
    .createQueryBuilder(Authorization, "grant")
    .innerJoin(Account, "account", "account.id = grant.accountId")
    .innerJoin(Identity, "identity", "identity.id = grant.identityId")
    .where("grant.state = 'AUTHORIZED' AND (grant.expiresAt IS NULL OR grant.expiresAt > :now)", { now: Date.now() })
    .select(["account.addressKey AS login", "identity.addressKey AS sender"])
    .limit(20_000)
    .getRawMany();
  const app = await createApi(services);
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const logins = accounts.map(({ addressKey }) => addressKey);
  await fixAnswers();
  process.send?.({ url, key: secret, logins, granted } satisfies Prepared);
  process.on("message", () => process.send?.(process.cpuUsage()));
  process.once("disconnect", () => process.exit());
}

/** Lets a call that begins with FIXED cost nothing but the call: the rows that the field resolved to last. */
async function fixAnswers(): Promise<void> {
  const field = (await buildApiSchema()).getQueryType()?.getFields().authorizeSenders;
  if (field?.resolve === undefined) throw new Error("the schema has no authorizeSenders");
  const { resolve } = field;
  let last: unknown;
  field.resolve = async (root, given, context, info) => {
    if (given.requests[0]?.login !== FIXED) last = await resolve(root, given, context, info);
    return last;
  };
}

type Maker = (turn: number) => string;

interface Kind {
  readonly body: Maker;
  readonly decisions: number;
  /** Of each round. */
  readonly rates: number[];
  /** The server's, in µs. */
  readonly cpuOfCall: number[];
}

function kind(body: Maker, decisions = 1): Kind {
  return { body, decisions, rates: [], cpuOfCall: [] };
}

async function compare(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ["--serve"], {
    // As integrations/systemd/mayfrom.service runs it.
    execArgv: [...process.execArgv, "--max-semi-space-size=64"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [prepared] = (await once(child, "message")) as [Prepared];
  const kinds: Record<string, Kind> = {
    "static resolver": kind(() => JSON.stringify({ query: "{ __typename }" })),
    "its own address": kind((turn) => single(ownOf(prepared, turn))),
    "authorized for the address": kind((turn) => single(grantedOf(prepared, turn))),
    refused: kind((turn) => single(strangerOf(prepared, turn))),
    "in turns, as in the hundred": kind((turn) => single(mixedOf(prepared, turn))),
    "a hundred in one call": kind((turn) => hundred(prepared, turn), 100),
    "a hundred fixed": kind((turn) => hundred(prepared, turn, DECIDE_ALL, FIXED), 100),
    "a hundred fixed, by the executor": kind((turn) => hundred(prepared, turn, IN_A_FRAGMENT, FIXED), 100),
  };
  for (const { body } of Object.values(kinds)) await load(prepared, body, 1);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const each of Object.values(kinds)) await measureRound(child, prepared, each);
  }
  report(kinds);
  child.disconnect();
}

async function measureRound(child: ChildProcess, prepared: Prepared, { body, rates, cpuOfCall }: Kind): Promise<void> {
  const before = await cpuOf(child);
  const seconds = Number(values.seconds);
  const rate = await load(prepared, body, seconds);
  rates.push(rate);
  cpuOfCall.push(((await cpuOf(child)) - before) / (rate * seconds));
}

/** Microseconds since it began. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send("CPU");
  const [{ user, system }] = (await once(child, "message")) as [NodeJS.CpuUsage];
  return user + system;
}

function report(kinds: Readonly<Record<string, Kind>>): void {
  const one = kinds["in turns, as in the hundred"];
  const still = kinds["static resolver"];
  for (const [name, { rates, decisions, cpuOfCall }] of Object.entries(kinds)) {
    const toStatic = medianRatio(rates, still?.rates);
    const perDecision = decisions * medianRatio(rates, one?.rates);
    console.log(
      `${name.padEnd(34)} ${median(rates).toFixed(0).padStart(7)} calls/s   ${toStatic.toFixed(2)} × static   ` +
        `${perDecision.toFixed(1)} × decisions of one by one   ${median(cpuOfCall).toFixed(0).padStart(6)} µs of CPU a call`,
    );
  }
  const asked = kinds["a hundred in one call"];
  for (const name of ["a hundred fixed", "a hundred fixed, by the executor"]) {
    const fixed = kinds[name];
    const calls = medianRatio(asked?.rates, fixed?.rates).toFixed(2);
    const cpu = medianRatio(fixed?.cpuOfCall, asked?.cpuOfCall).toFixed(2);
    console.log(`a hundred in one call: ${calls} × the calls of ${name}, ${cpu} by CPU`);
  }
}

function medianRatio(figures: readonly number[] = [], others: readonly number[] = []): number {
  return median(figures.map((figure, round) => figure / (others[round] ?? figure)));
}

interface Question {
  readonly login: string;
  readonly sender: string;
}

function ownOf({ logins }: Prepared, turn: number): Question {
  const login = logins[(turn * 7919) % logins.length] ?? "";
  return { login, sender: login };
}

function grantedOf({ granted }: Prepared, turn: number): Question {
  return granted[(turn * 7919) % granted.length] ?? { login: "", sender: "" };
}

function strangerOf(prepared: Prepared, turn: number): Question {
  return { ...ownOf(prepared, turn), sender: `stranger${turn}@elsewhere.test` };
}

function mixedOf(prepared: Prepared, turn: number): Question {
  return turn % 2 === 0 ? ownOf(prepared, turn) : strangerOf(prepared, turn);
}

function single({ login, sender }: Question): string {
  return JSON.stringify({ query: DECIDE, variables: { l: login, s: sender } });
}

function hundred(prepared: Prepared, turn: number, query = DECIDE_ALL, login?: string): string {
  const r = Array.from({ length: 100 }, (_, index) => mixedOf(prepared, turn * 100 + index));
  return JSON.stringify({ query, variables: { r: r.map((each) => ({ ...each, login: login ?? each.login })) } });
}

/** Calls a second, over the given number of connections kept open. */
async function load({ url, key }: Prepared, body: Maker, seconds: number): Promise<number> {
  const connections = Number(values.connections);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = new URL(`${url}/graphql`);
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const end = performance.now() + seconds * 1_000;
  let calls = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const text = body(calls);
        calls += 1;
        await post(target, agent, { ...headers, "content-length": Buffer.byteLength(text) }, text);
      }
    }),
  );
  agent.destroy();
  return calls / seconds;
}

function post(target: URL, agent: Agent, headers: Record<string, string | number>, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(target, { method: "POST", agent, headers }, (answer) => {
      answer.resume();
      answer.once("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`)),
      );
    });
    call.once("error", reject);
    call.end(body);
  });
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
