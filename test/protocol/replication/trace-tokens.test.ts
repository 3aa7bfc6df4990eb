import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createPlatformClient, type PlatformClient } from "../../../src/agent/platform/platform-client.js";
import { type CountedSubmission } from "../../../src/agent/platform/reports/counted-submission.js";
import { deliverReports } from "../../../src/agent/platform/reports/deliver-reports.js";
import { ReportSpool } from "../../../src/agent/platform/reports/report-spool.js";
import { grantAuthorization } from "../../../src/authorizations/index.js";
import { newTraceToken } from "../../../src/kernel/index.js";
import { SubmissionTrace } from "../../../src/observations/index.js";
import { rowsOf } from "../../database/observations/observed.js";
import { startPlatform, type TestPlatform, temporaryFolder } from "../../database/replication/platform.js";
import { createTenants, innerIdOf } from "../../graphql/tenancy-tree.js";
import { OPERATOR } from "../../support/api.js";
import { eventually } from "../../support/eventually.js";
import { buildProgram } from "../../support/mayfrom-process.js";
import { freePort } from "../../support/ports.js";
import { silentLogger } from "../agent/support/agent-fixtures.js";
import {
  ALL_ACTIONS,
  ALL_PROTOCOL,
  macros,
  mailAndHeaders,
  numbers,
  openMilterClient,
  packet,
} from "../agent/support/milter-client.js";

const counted = (changes: Partial<CountedSubmission> = {}): CountedSubmission => ({
  login: "user@north.test",
  sender: "boss@elsewhere.test",
  headerFrom: [],
  isRefused: false,
  count: 1,
  at: Date.now(),
  ...changes,
});

async function deliver(platform: TestPlatform, call: PlatformClient["call"], ...rows: CountedSubmission[]) {
  const spool = new ReportSpool(temporaryFolder());
  const delivery = deliverReports({ spool, client: { call }, logger: silentLogger });
  delivery.add(rows);
  await delivery.deliver();
  expect([spool.nextBatch(), spool.rowCount, spool.lostCount]).toEqual([null, 0, 0]);
  await delivery.stop();
  await spool.close();
  return platform.database.reader.count(SubmissionTrace);
}

it("a platform that does not know the field gets the same counts without it, once", async () => {
  const platform = await startPlatform("SQLite");
  await createTenants(platform);
  const client = createPlatformClient({ apiUrl: platform.url, gatewayKey: platform.gatewayKey });
  let calls = 0;
  // What this platform says of a field it does not know, an older one says of the token.
  const olderPlatform: PlatformClient["call"] = (query, variables) => {
    calls += 1;
    return client.call(query, JSON.parse(JSON.stringify(variables).replaceAll('"traceToken"', '"notYetKnown"')));
  };
  const rows = [
    counted({ count: 3 }),
    counted({ queueId: "4Q1", traceToken: newTraceToken() }),
    counted({ queueId: "4Q2", messageId: "<2@far.test>", traceToken: newTraceToken() }),
  ];
  expect(await deliver(platform, olderPlatform, ...rows)).toBe(3);
  expect(calls).toBe(2);
  expect(await rowsOf(platform)).toEqual(["boss@elsewhere.test 0/0/5/0+0"]);
});

it("an agent that does not know the field is understood, and one that does sends it only where there is a token", async () => {
  const platform = await startPlatform("SQLite");
  await createTenants(platform);
  const client = createPlatformClient({ apiUrl: platform.url, gatewayKey: platform.gatewayKey });
  const sent: string[] = [];
  const call: PlatformClient["call"] = (query, variables) => {
    sent.push(...(variables.submissions as object[]).map((row) => Object.keys(row).sort().join(" ")));
    return client.call(query, variables);
  };
  expect(await deliver(platform, call, counted(), counted({ queueId: "4Q1" }))).toBe(1);
  const before = "at count headerFrom login messageId outcome queueId sender";
  expect(sent).toEqual([before, before]);
  expect(await deliver(platform, call, counted({ traceToken: newTraceToken() }))).toBe(2);
  expect(sent).toEqual([before, before, `${before} traceToken`]);
});

it("AGENT_TRACE_HEADER=on reaches the workers, and their tokens the counts that the first process keeps", async () => {
  const platform = await startPlatform("SQLite");
  const tree = await createTenants(platform);
  const accountId = innerIdOf(tree.north.account.id);
  await platform.database.write((tx) =>
    grantAuthorization(tx, OPERATOR, { accountId, address: "boss@elsewhere.test" }),
  );
  const folder = temporaryFolder();
  const port = await freePort();
  const agent = fork(buildProgram(), ["agent"], {
    env: {
      PATH: process.env.PATH,
      MAYFROM_URL: platform.url,
      MAYFROM_KEY: platform.gatewayKey,
      DATA_DIR: folder,
      AGENT_POLICY_LISTEN: "off",
      AGENT_SOCKETMAP_LISTEN: "off",
      AGENT_MILTER_LISTEN: `127.0.0.1:${port}`,
      AGENT_HTTP_LISTEN: "off",
      AGENT_WORKERS: "2",
      AGENT_TRACE_HEADER: "on",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(agent, "exit");
  const tokens: string[] = [];
  try {
    await eventually("the agent answers from its copy", () => mark(port).then((token) => keep(token)), 150_000);
    for (let message = 0; message < 5; message++) keep(await mark(port));
    await platform.close();
  } finally {
    agent.kill("SIGTERM");
    await exited;
  }
  const spool = new ReportSpool(join(folder, "reports"));
  const waiting = spool.nextBatch()?.submissions ?? [];
  expect(waiting.map(({ traceToken }) => traceToken).sort()).toEqual(tokens.sort());
  await spool.close();

  function keep(token: string | null): boolean {
    if (token !== null) tokens.push(token);
    return token !== null;
  }
}, 300_000);

/** Sends a message under another address; gives the token it was marked with, or null while there is no answer. */
async function mark(port: number): Promise<string | null> {
  const client = await openMilterClient({ kind: "TCP", host: "127.0.0.1", port }).catch(() => null);
  if (client === null) return null;
  try {
    const { mail, headers } = mailAndHeaders({
      login: "user@north.test",
      mailFrom: "<boss@elsewhere.test>",
      headers: [["From", "boss@elsewhere.test"]],
    });
    client.send(packet("O", numbers(6, ALL_ACTIONS, ALL_PROTOCOL)), mail, headers);
    for (const command of ["O", "c", "c"]) if ((await client.receive()).command !== command) return null;
    client.send(macros("E", { i: "4Q" }), packet("E"));
    const { command, data } = await client.receive();
    return command === "h" ? (data.toString().split("\0")[1] ?? null) : null;
  } finally {
    client.raw.destroy();
  }
}
