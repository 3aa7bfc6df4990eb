/**
 * From the commit of a grant to the first agent's, and the last of three agents', answer that obeys it, while another
 * writer commits all the time. Each agent is a process of its own, told of commits over the WebSocket.
 *
 *   node --import @swc-node/register/esm-register bench/replica-latency.ts [--grants 200] [--agents 3] [--writes 50]
 */
import "reflect-metadata";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writtenReversePath } from "../src/kernel/index.js";

const { values } = parseArgs({
  options: {
    agent: { type: "string" },
    key: { type: "string", default: "" },
    grants: { type: "string", default: "200" },
    agents: { type: "string", default: "3" },
    /** Commits a second of the other writer. */
    writes: { type: "string", default: "50" },
  },
});
const LOGIN = "user@bench.test";

if (values.agent === undefined) await measure();
else await answer(values.agent, values.key);

/** An agent: tells its parent when the address that it was asked about is allowed. */
async function answer(apiUrl: string, gatewayKey: string): Promise<void> {
  const { openLocalCopy } = await import("../src/agent/copy/local-copy.js");
  const folder = mkdtempSync(join(tmpdir(), "mayfrom-bench-latency-"));
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const copy = await openLocalCopy({
    apiUrl,
    gatewayKey,
    publicUrl: apiUrl,
    dataDirectory: folder,
    domains: [],
    whenUnsynced: "defer",
    name: `bench-${process.pid}`,
    version: "0",
    logger: quiet,
  });
  process.once("disconnect", () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  });
  process.on("message", async (reversePath: string) => {
    while (!isAllowed(reversePath)) await sleep(1);
    process.send?.(Date.now());
  });
  function isAllowed(sender: string): boolean {
    try {
      return copy.source.decide({ login: LOGIN, reversePath: writtenReversePath(sender) }).reason === "AUTHORIZED";
    } catch {
      return false;
    }
  }
  process.send?.("up");
}

async function measure(): Promise<void> {
  const [{ pino }, { createApi }, { openDatabase, migrate }, { databasePartsOf }, kernel, tenancy, identities, access] =
    await Promise.all([
      import("pino"),
      import("../src/app/index.js"),
      import("../src/database/index.js"),
      import("../src/app/commit-steps.js"),
      import("../src/kernel/index.js"),
      Promise.all([
        import("../src/tenancy/operations/create-reseller.js"),
        import("../src/tenancy/operations/create-domain.js"),
        import("../src/tenancy/operations/create-account.js"),
      ]).then(([resellers, domains, accounts]) => ({ ...resellers, ...domains, ...accounts })),
      import("../src/authorizations/index.js"),
      import("../src/access/index.js"),
    ]);
  const { readConfiguration, withSecrets } = await import("../src/config/index.js");
  const { toGlobalId } = await import("../src/graphql/index.js");
  const { createResolver } = await import("../src/dns/index.js");
  const { SYSTEM_ACTOR, systemClock } = kernel;
  const folder = mkdtempSync(join(tmpdir(), "mayfrom-bench-latency-"));
  const log = pino({ level: "silent" });
  const configuration = withSecrets(readConfiguration({ DATA_DIR: folder, LOG_LEVEL: "silent" }, false));
  const parts = databasePartsOf(configuration);
  const database = await openDatabase({ kind: "sqlite", file: join(folder, "db.sqlite") }, parts, systemClock);
  await migrate(database);
  const app = await createApi({ database, clock: systemClock, log, configuration, resolver: createResolver([]) });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;

  const { accountId, otherId, secret } = await database.write(async (tx) => {
    const reseller = await tenancy.createReseller(tx, SYSTEM_ACTOR, { name: "Bench", slug: "bench" });
    const domain = await tenancy.createDomain(tx, SYSTEM_ACTOR, {
      resellerId: toGlobalId("Reseller", reseller.id),
      name: "bench.test",
    });
    const domainId = toGlobalId("Domain", domain.id);
    const account = await tenancy.createAccount(tx, SYSTEM_ACTOR, { domainId, address: LOGIN }, null);
    const other = await tenancy.createAccount(tx, SYSTEM_ACTOR, { domainId, address: "other@bench.test" }, null);
    const key = await access.createApiKey(tx, SYSTEM_ACTOR, {
      name: "bench",
      kind: access.ApiKeyKind.GATEWAY,
      scope: { platform: true },
    });
    return { accountId: account.id, otherId: other.id, secret: key.secret };
  });
  const grant = (account: string, address: string) =>
    database.write((tx) => identities.grantAuthorization(tx, SYSTEM_ACTOR, { accountId: account, address }));

  const agents: ChildProcess[] = [];
  for (let count = 0; count < Number(values.agents); count++) {
    const child = fork(fileURLToPath(import.meta.url), ["--agent", `http://127.0.0.1:${port}`, "--key", secret], {
      execArgv: process.execArgv,
    });
    agents.push(child);
    await once(child, "message");
  }
  let isOver = false;
  const writer = (async () => {
    for (let count = 0; !isOver; count++) {
      await grant(otherId, `other${count}@elsewhere.test`);
      await sleep(1000 / Number(values.writes));
    }
  })();

  const firsts: number[] = [];
  const lasts: number[] = [];
  for (let count = 0; count < Number(values.grants); count++) {
    const address = `sender${count}@elsewhere.test`;
    const answers = agents.map((agent) => once(agent, "message"));
    for (const agent of agents) agent.send(address);
    await sleep(20);
    await grant(accountId, address);
    const committedAt = Date.now();
    const times = (await Promise.all(answers)).map(([at]) => Math.max(0, (at as number) - committedAt));
    firsts.push(Math.min(...times));
    lasts.push(Math.max(...times));
  }
  isOver = true;
  await writer;
  for (const [name, times] of [
    ["first agent obeys", firsts],
    ["last agent obeys", lasts],
  ] as const) {
    const sorted = [...times].sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    console.log(`${name}, ms after the commit: p50 ${at(0.5)}, p99 ${at(0.99)}, most ${sorted.at(-1)}`);
  }
  for (const agent of agents) agent.disconnect();
  await app.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
