import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { grantAuthorization, revokeAuthorization } from "../../../src/authorizations/index.js";
import { toGlobalId } from "../../../src/graphql/index.js";
import { PLATFORM_SCOPE } from "../../../src/kernel/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { createAccount } from "../../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../../src/tenancy/operations/create-domain.js";
import { createReseller } from "../../../src/tenancy/operations/create-reseller.js";
import { startPlatform, type TestPlatform, temporaryFolder } from "../../database/replication/platform.js";
import { OPERATOR } from "../../support/api.js";
import { eventually } from "../../support/eventually.js";
import { buildProgram } from "../../support/mayfrom-process.js";
import { askPolicyServer } from "../../support/policy-question.js";
import { freePort } from "../../support/ports.js";

const agents: ChildProcess[] = [];

afterEach(async () => {
  for (const agent of agents.splice(0)) {
    if (agent.exitCode !== null || agent.signalCode !== null) continue;
    const exited = once(agent, "exit");
    agent.kill("SIGTERM");
    await exited;
  }
});

interface RunningAgent {
  readonly process: ChildProcess;
  readonly policyPort: number;
  readonly httpPort: number;
}

async function startListeners(
  platform: TestPlatform,
  workers: number,
  folder = temporaryFolder(),
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningAgent> {
  const [policyPort, httpPort] = [await freePort(), await freePort()];
  const agent = fork(buildProgram(), ["agent"], {
    env: {
      PATH: process.env.PATH,
      MAYFROM_URL: platform.url,
      MAYFROM_KEY: platform.gatewayKey,
      PUBLIC_URL: "https://mayfrom.test",
      DATA_DIR: folder,
      AGENT_POLICY_LISTEN: `127.0.0.1:${policyPort}`,
      AGENT_SOCKETMAP_LISTEN: "off",
      AGENT_MILTER_LISTEN: "off",
      AGENT_HTTP_LISTEN: `127.0.0.1:${httpPort}`,
      AGENT_WORKERS: String(workers),
      LOG_LEVEL: "warn",
      ...settings,
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  agents.push(agent);
  return { process: agent, policyPort, httpPort };
}

const askPolicy = (port: number, sender: string) => askPolicyServer(port, "user@agent.test", sender);

function answers({ policyPort }: RunningAgent): Promise<void> {
  const claim = "the agent answers from its copy";
  return eventually(claim, async () => (await askPolicy(policyPort, "user@agent.test")) !== null, 150_000);
}

async function enforcingPlatform(): Promise<{ platform: TestPlatform; accountId: string }> {
  const platform = await startPlatform("SQLite");
  const accountId = await platform.database.write(async (tx) => {
    const reseller = await createReseller(tx, OPERATOR, { name: "Agent", slug: "agent" });
    const domain = await createDomain(tx, OPERATOR, {
      resellerId: toGlobalId("Reseller", reseller.id),
      name: "agent.test",
    });
    const input = { domainId: toGlobalId("Domain", domain.id), address: "user@agent.test", aliases: [] };
    const account = await createAccount(tx, OPERATOR, input, null);
    await setPolicy(tx, OPERATOR, PLATFORM_SCOPE, { changes: { schedule: [{ at: 0, mode: "ENFORCE" }] } });
    return account.id;
  });
  return { platform, accountId };
}

async function metricsOf({ httpPort }: RunningAgent): Promise<string> {
  return (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();
}

it("answers with several workers from one copy, obeys changes, reports itself and what it decided", async () => {
  const { platform, accountId } = await enforcingPlatform();
  const agent = await startListeners(platform, 2);
  await answers(agent);
  expect(await askPolicy(agent.policyPort, "user@agent.test")).toBe("action=DUNNO");
  expect(await askPolicy(agent.policyPort, "sales@x.test")).toContain("550 5.7.1");

  const { authorization } = await platform.database.write((tx) =>
    grantAuthorization(tx, OPERATOR, { accountId, address: "sales@x.test" }),
  );
  const allAllow = async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => askPolicy(agent.policyPort, "sales@x.test")));
    return answers.every((answer) => answer === "action=DUNNO");
  };
  await eventually("every worker obeys a grant", allAllow);

  await platform.database.write((tx) => revokeAuthorization(tx, OPERATOR, authorization.id));
  const { platformRevision } = await platform.succeed<{ platformRevision: number }>(OPERATOR, "{ platformRevision }");
  const { gatewaysAt } = await platform.succeed<{ gatewaysAt: { isReached: boolean; missingNames: string[] } }>(
    OPERATOR,
    "query ($revision: Revision!) { gatewaysAt(revision: $revision, waitSeconds: 30) { isReached missingNames } }",
    { revision: platformRevision },
  );
  expect(gatewaysAt).toEqual({ isReached: true, missingNames: [] });
  const refused = await Promise.all(Array.from({ length: 8 }, () => askPolicy(agent.policyPort, "sales@x.test")));
  for (const answer of refused) expect(answer).toContain("550 5.7.1");

  await eventually("the metrics of all workers are added up", async () =>
    /mayfrom_agent_decisions_total\{[^}]*protocol="policy"[^}]*reason="REVOKED"[^}]*\} 8/.test(await metricsOf(agent)),
  );
  const exited = once(agent.process, "exit");
  agent.process.kill("SIGTERM");
  expect((await exited)[0]).toBe(0);
}, 300_000);

it("answers after kill -9 with the platform gone, and delivers then what it had counted, once", async () => {
  const { platform, accountId } = await enforcingPlatform();
  await platform.database.write((tx) => grantAuthorization(tx, OPERATOR, { accountId, address: "sales@x.test" }));
  const folder = temporaryFolder();
  const agent = await startListeners(platform, 1, folder);
  await answers(agent);
  await platform.close();
  expect(await askPolicy(agent.policyPort, "sales@x.test")).toBe("action=DUNNO");
  expect(await askPolicy(agent.policyPort, "boss@x.test")).toContain("550 5.7.1");
  await eventually("the counts are on disk", async () =>
    /mayfrom_agent_report_rows [3-9]/.test(await metricsOf(agent)),
  );
  const exited = once(agent.process, "exit");
  agent.process.kill("SIGKILL");
  await exited;

  const again = await startListeners(platform, 1, folder);
  await answers(again);
  expect(await askPolicy(again.policyPort, "sales@x.test")).toBe("action=DUNNO");
  expect(await askPolicy(again.policyPort, "boss@x.test")).toContain("550 5.7.1");
  expect(await metricsOf(again)).toMatch(/mayfrom_agent_report_rows [3-9]/);
}, 300_000);

it("advises in words where it is told to, and the platform knows that and whether it is asked about From", async () => {
  const { platform } = await enforcingPlatform();
  const agent = await startListeners(platform, 1, temporaryFolder(), { AGENT_REFUSAL_ADVICE: "words" });
  await answers(agent);
  expect(await askPolicy(agent.policyPort, "sales@x.test")).toMatch(/; add it at mayfrom\.test$/);
  const becomes = (shown: object) =>
    eventually(`the platform shows ${JSON.stringify(shown)}`, async () => {
      const { gateways } = await platform.succeed<{ gateways: { edges: { node: object }[] } }>(
        OPERATOR,
        "{ gateways { edges { node { fromCheck refusalAdvice } } } }",
      );
      return JSON.stringify(gateways.edges.map(({ node }) => node)) === JSON.stringify([shown]);
    });
  await becomes({ fromCheck: "NEVER", refusalAdvice: "WORDS" });
  await fetch(
    `http://127.0.0.1:${agent.httpPort}/check?login=user@agent.test&sender=user@agent.test&from=user@agent.test`,
  );
  await becomes({ fromCheck: "JUDGED", refusalAdvice: "WORDS" });
}, 200_000);
