import { setTimeout as sleep } from "node:timers/promises";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "../support/eventually.js";
import { type MariaDb, startMariaDb } from "../support/mariadb.js";
import {
  type Caller,
  type Installation,
  install,
  type RunningVerb,
  serve,
  signInAs,
} from "../support/mayfrom-process.js";
import { askPolicyServer } from "../support/policy-question.js";
import { freePort } from "../support/ports.js";

const LOGIN = "user@alone.test";
const OWN = LOGIN;
const AUTHORIZED = "sales@elsewhere.test";
const FOREIGN = "boss@elsewhere.test";
const UNTIL_ENFORCED_MS = 6_000;
const UNTIL_EXPIRED_MS = 8_000;
const GOES_ON_MS = 2_000;

let mariaDb: MariaDb;
let installation: Installation;
let server: RunningVerb;
let agent: RunningVerb;
let policyPort: number;

beforeAll(async () => {
  mariaDb = await startMariaDb();
  const connection = await createConnection(mariaDb.url);
  await connection.query("CREATE DATABASE alone CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
  await connection.end();
  installation = await install("MariaDB", {
    DATABASE_URL: `${mariaDb.url}/alone`,
    // Nobody is asked anything here: mail goes nowhere.
    SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
    MAIL_FROM: "mayfrom@alone.test",
  });
  server = await serve(installation);
  policyPort = await freePort();
});

afterAll(async () => {
  await installation?.remove();
  await mariaDb?.stop();
});

function startListeners(key: string): RunningVerb {
  return installation.start(["agent"], {
    MAYFROM_URL: installation.url,
    MAYFROM_KEY: key,
    AGENT_POLICY_LISTEN: `127.0.0.1:${policyPort}`,
    AGENT_SOCKETMAP_LISTEN: "off",
    AGENT_MILTER_LISTEN: "off",
    AGENT_HTTP_LISTEN: "off",
  });
}

async function makeAccount(operator: Caller): Promise<string> {
  const create = async (kind: string, input: object) => {
    const mutation = `mutation ($input: Create${kind}Input!) { created: create${kind}(input: $input) { id } }`;
    return (await operator.call<{ created: { id: string } }>(mutation, { input })).created.id;
  };
  const resellerId = await create("Reseller", { name: "Alone", slug: "alone" });
  const domainId = await create("Domain", { resellerId, name: "alone.test" });
  return create("Account", { domainId, address: LOGIN });
}

interface Dates {
  readonly enforcedAt: number;
  readonly address: string;
  /** When the account's right to the address ends. */
  readonly expiresAt: number;
}

/** Sets both dates, and returns once the agent has them. */
async function schedule(operator: Caller, accountId: string, { enforcedAt, address, expiresAt }: Dates): Promise<void> {
  const isoOf = (time: number) => new Date(time).toISOString();
  await operator.call("mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { __typename } }", {
    input: {
      scope: { platform: true },
      schedule: [
        { at: isoOf(0), mode: "MONITOR" },
        { at: isoOf(enforcedAt), mode: "ENFORCE" },
      ],
    },
  });
  await operator.call("mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }", {
    input: { accountId, address, until: isoOf(expiresAt) },
  });
  const { platformRevision } = await operator.call<{ platformRevision: number }>("{ platformRevision }");
  const { gatewaysAt } = await operator.call<{ gatewaysAt: { isReached: boolean } }>(
    "query ($revision: Revision!) { gatewaysAt(revision: $revision, waitSeconds: 30) { isReached } }",
    { revision: platformRevision },
  );
  expect(gatewaysAt.isReached).toBe(true);
}

interface Asked {
  readonly sender: string;
  /** Epoch milliseconds: the answer was given between these. */
  readonly from: number;
  readonly to: number;
  readonly answer: string | null;
}

/** Asks about all three senders, over and over, until the moment. */
async function askUntil(end: number, into: Asked[]): Promise<void> {
  while (Date.now() < end) {
    for (const sender of [OWN, AUTHORIZED, FOREIGN]) {
      const from = Date.now();
      const answer = await askPolicyServer(policyPort, LOGIN, sender);
      into.push({ sender, from, to: Date.now(), answer });
    }
    await sleep(20);
  }
}

it("decides right with API and database gone, over an enforcement date, an expiry and a kill -9 of its own", async () => {
  const operator = await signInAs(installation.url);
  const accountId = await makeAccount(operator);
  const key = installation.run("create-key", "the gateway").trim();
  agent = startListeners(key);
  await eventually("the agent answers", async () => (await askPolicyServer(policyPort, LOGIN, OWN)) !== null);

  // The dates must come after the platform's end, which takes as long as the machine is busy: measured on dates far off.
  const startedAt = Date.now();
  const farOff = startedAt + 3_600_000;
  await schedule(operator, accountId, { enforcedAt: farOff, address: "other@elsewhere.test", expiresAt: farOff });
  const enforcedAt = Date.now() + UNTIL_ENFORCED_MS + 4 * (Date.now() - startedAt);
  const expiresAt = enforcedAt + UNTIL_EXPIRED_MS;
  await schedule(operator, accountId, { enforcedAt, address: AUTHORIZED, expiresAt });

  await server.stop("SIGKILL");
  await mariaDb.stop();
  expect(Date.now(), "the platform is gone before the date").toBeLessThan(enforcedAt);
  const asked: Asked[] = [];
  await askUntil(enforcedAt + 1_000, asked);
  await agent.stop("SIGKILL");
  agent = startListeners(key);
  await askUntil(expiresAt + GOES_ON_MS, asked);

  const given = asked.filter(({ answer }) => answer !== null);
  for (const { sender, from, to, answer } of given) {
    const isPermitted = (at: number) => sender === OWN || at < enforcedAt || (sender === AUTHORIZED && at < expiresAt);
    // What was asked across the very moment may be answered either way.
    if (isPermitted(from) !== isPermitted(to)) continue;
    const expected = isPermitted(from) ? /^action=DUNNO$/ : /^action=550 5\.7\.1 /;
    expect(answer, `${sender} at ${from - enforcedAt} ms from the date`).toMatch(expected);
  }
  const between = (start: number, end: number) => given.filter(({ from, to }) => from >= start && to < end).length;
  expect(between(0, enforcedAt)).toBeGreaterThan(0);
  expect(between(enforcedAt, enforcedAt + 1_000)).toBeGreaterThan(0);
  expect(between(enforcedAt + 1_000, expiresAt)).toBeGreaterThan(0);
  expect(between(expiresAt, Number.POSITIVE_INFINITY)).toBeGreaterThan(0);
}, 120_000);
