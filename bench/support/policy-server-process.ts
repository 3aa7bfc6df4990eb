/**
 * One of the servers that benches compare, as a process of its own: `nothing` answers DUNNO without looking, a number is
 * the agent's policy server with a seeded copy of that many authorizations, as complete as in production: copy, rules,
 * metrics and counts for the reports. Tells its parent its port, and its CPU time whenever asked.
 */
import { once } from "node:events";
import { createServer } from "node:net";
import { Registry } from "prom-client";
import { CopySource } from "../../src/agent/copy/copy-source.js";
import { createDecisionMetrics } from "../../src/agent/decision-metrics.js";
import { countDecisionTimes, timed } from "../../src/agent/decision-times.js";
import { createJudge } from "../../src/agent/judge.js";
import { countDecisions } from "../../src/agent/platform/reports/decision-counts.js";
import { openPolicyServer, POLICY_DEFAULTS, POLICY_LIMITS } from "../../src/agent/policy-delegation/policy-server.js";
import { systemClock } from "../../src/kernel/index.js";
import { openSeededCopy } from "./seeded-copy.js";

const DRAIN_EVERY_MS = 500;

const [what = "nothing", copies = ""] = process.argv.slice(2);
process.on("message", () => process.send?.(cpuMicroseconds()));
process.once("disconnect", () => process.exit());
process.send?.(what === "nothing" ? await serveNothing() : await serveCopy(Number(what)));

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function serveCopy(authorizations: number): Promise<number> {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  const { store } = await openSeededCopy(copies, authorizations);
  const source = new CopySource({ clock: systemClock, publicUrl: "https://mayfrom.example", whenUnsynced: "defer" });
  source.use(store);
  const counts = countDecisions(systemClock);
  setInterval(() => counts.drain(), DRAIN_EVERY_MS);
  const judge = createJudge(
    source,
    createDecisionMetrics(new Registry()),
    quiet,
    timed(counts.observe, countDecisionTimes()),
  );
  const listen = { kind: "TCP", host: "127.0.0.1", port: 0 } as const;
  const server = await openPolicyServer(listen, judge, {
    onTrouble: () => undefined,
    options: POLICY_DEFAULTS,
    limits: POLICY_LIMITS,
  });
  return server.address.kind === "TCP" ? server.address.port : 0;
}

/** Finds the end of each request and nothing else. */
async function serveNothing(): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    let rest = "";
    socket.on("data", (chunk) => {
      const text = rest + chunk.toString("latin1");
      let answers = "";
      let start = 0;
      for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n", start)) {
        answers += "action=DUNNO\n\n";
        start = end + 2;
      }
      rest = text.slice(start);
      if (answers !== "") socket.write(answers, "latin1");
    });
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}
