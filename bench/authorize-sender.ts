/**
 * `authorizeSender` over HTTP against a resolver on the same server that answers without looking, asked in turns, on
 * SQLite or on the database in DATABASE_URL (seed it first: `mayfrom seed …`). A hundred in one call are compared with
 * the same questions asked one by one: half about own addresses, half about those of strangers. Prints medians and the
 * medians of the ratios; rates drift with the machine, ratios do not.
 *
 *   DATABASE_URL=mysql://… node --import @swc-node/register/esm-register bench/authorize-sender.ts [--rounds 7] [--seconds 2] [--connections 16]
 */
import "reflect-metadata";
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ApiKeyKind, createApiKey } from "../src/access/index.js";
import { createApi } from "../src/app/index.js";
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
  process.send?.({ url, key: secret, logins, granted } satisfies Prepared);
  process.once("disconnect", () => process.exit());
}

type Maker = (turn: number) => string;

async function compare(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ["--serve"], {
    // As integrations/systemd/mayfrom.service runs it.
    execArgv: [...process.execArgv, "--max-semi-space-size=64"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [prepared] = (await once(child, "message")) as [Prepared];
  const kinds: Record<string, { body: Maker; decisions: number }> = {
    "static resolver": { body: () => JSON.stringify({ query: "{ __typename }" }), decisions: 1 },
    "its own address": { body: (turn) => single(ownOf(prepared, turn)), decisions: 1 },
    "authorized for the address": { body: (turn) => single(grantedOf(prepared, turn)), decisions: 1 },
    refused: { body: (turn) => single(strangerOf(prepared, turn)), decisions: 1 },
    "in turns, as in the hundred": { body: (turn) => single(mixedOf(prepared, turn)), decisions: 1 },
    "a hundred in one call": { body: (turn) => hundred(prepared, turn), decisions: 100 },
  };
  const rates = new Map<string, number[]>(Object.keys(kinds).map((name) => [name, []]));
  for (const { body } of Object.values(kinds)) await load(prepared, body, 1);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [name, { body }] of Object.entries(kinds))
      rates.get(name)?.push(await load(prepared, body, Number(values.seconds)));
  }
  const base = rates.get("static resolver") ?? [];
  const one = rates.get("in turns, as in the hundred") ?? [];
  for (const [name, { decisions }] of Object.entries(kinds)) {
    const own = rates.get(name) ?? [];
    const toStatic = median(own.map((rate, index) => rate / (base[index] ?? rate)));
    const perDecision = median(own.map((rate, index) => (rate * decisions) / (one[index] ?? rate)));
    console.log(
      `${name.padEnd(28)} ${median(own).toFixed(0).padStart(7)} calls/s   ${toStatic.toFixed(2)} × static   ${perDecision.toFixed(1)} × decisions of one by one`,
    );
  }
  child.disconnect();
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

function hundred(prepared: Prepared, turn: number): string {
  const r = Array.from({ length: 100 }, (_, index) => mixedOf(prepared, turn * 100 + index));
  return JSON.stringify({ query: DECIDE_ALL, variables: { r } });
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
