import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { countDecisionTimes } from "../../../src/agent/decision-times.js";
import { reportToPlatform } from "../../../src/agent/platform/gateway-reporter.js";
import { createPlatformClient } from "../../../src/agent/platform/platform-client.js";
import { eventually } from "../../support/eventually.js";
import { silentLogger } from "../agent/support/agent-fixtures.js";

interface Reported {
  readonly revision: number;
  readonly decisionTimes?: readonly object[];
}

const ONE = [{ upToMs: 0.5, decisions: 1 }];
const TAKEN = { data: { reportGateway: { id: "1" } } };

let platform: Server | null = null;
afterEach(() => platform?.close());

/** What a platform is told that answers so, by an agent that made one decision and then takes a step forward for each report. */
async function reportsTo(answer: (input: Reported, told: number) => object, reports: number): Promise<Reported[]> {
  const told: Reported[] = [];
  platform = createServer((request, response) => {
    void json(request).then((body) => {
      const { input } = (body as { variables: { input: Reported } }).variables;
      told.push(input);
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer(input, told.length)));
    });
  }).listen(0, "127.0.0.1");
  await once(platform, "listening");
  const apiUrl = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  const times = countDecisionTimes();
  times.note(0.3);
  const reporter = reportToPlatform(
    { name: "mx1.test", version: "1", domains: null },
    { client: createPlatformClient({ apiUrl, gatewayKey: "mfk_x" }), logger: silentLogger, times },
  );
  for (let revision = 1; revision <= reports; revision += 1) {
    reporter.reached(revision);
    await eventually("the platform is told", () => told.length >= revision);
  }
  await reporter.stop();
  return told.slice(0, reports);
}

it("tells how long decisions took once, and again where nothing was taken", async () => {
  const told = await reportsTo((_input, count) => (count === 1 ? { data: null } : TAKEN), 3);
  expect(told.map(({ decisionTimes }) => decisionTimes)).toEqual([ONE, ONE, undefined]);
});

it("leaves it out for a platform that is too old to know it", async () => {
  const refused = { errors: [{ message: "no such field", extensions: { code: "BAD_USER_INPUT" } }] };
  const told = await reportsTo(({ decisionTimes }) => (decisionTimes === undefined ? TAKEN : refused), 2);
  expect(told.map(({ decisionTimes }) => decisionTimes)).toEqual([ONE, undefined]);
});
