import { expect, it } from "vitest";
import { createPlatformClient } from "../../../src/agent/platform/platform-client.js";
import { type CountedSubmission } from "../../../src/agent/platform/reports/counted-submission.js";
import { countDecisions } from "../../../src/agent/platform/reports/decision-counts.js";
import { deliverReports } from "../../../src/agent/platform/reports/deliver-reports.js";
import { ReportSpool } from "../../../src/agent/platform/reports/report-spool.js";
import { reportPortsOf } from "../../../src/app/index.js";
import type { CheckRequest, Decision } from "../../../src/decision/index.js";
import { writtenReversePath } from "../../../src/kernel/index.js";
import { recordReports } from "../../../src/rollout/index.js";
import { startPlatform, temporaryFolder } from "../../database/replication/platform.js";
import { createTenants, innerIdOf } from "../../graphql/tenancy-tree.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { movableClock } from "../../support/outbox.js";
import { silentLogger } from "../agent/support/agent-fixtures.js";

function countsOf(messages: readonly [Partial<CheckRequest>, Partial<Decision>, string, string?][]) {
  const counts = countDecisions(movableClock());
  for (const [asked, decided, queueId, messageId] of messages) {
    const question = { login: "user@north.test", reversePath: writtenReversePath("boss@elsewhere.test"), ...asked };
    const decision = { verdict: "ALLOW", reason: "AUTHORIZED", ...decided } as Decision;
    counts.observe(question, decision, { protocol: "milter", peer: "unix", queueId, messageId });
  }
  return counts.drain();
}

const OWN = { reversePath: writtenReversePath("user@north.test") };
const BY_OWN = { reason: "OWN_ADDRESS" } as const;

it("keeps ids of single messages under another address, and of no others", () => {
  const counted = countsOf([
    [{}, {}, "4Q1", "<1@x>"],
    [{}, { reason: "NOT_AUTHORIZED" }, "4Q2"],
    [{}, { reason: "NOT_AUTHORIZED", verdict: "DENY" }, "4Q3", "<3@x>"],
    [OWN, BY_OWN, "4Q4", "<4@x>"],
    [{ ...OWN, fromAddresses: ["User@North.test"] }, BY_OWN, "4Q5", "<5@x>"],
    [{ ...OWN, fromAddresses: ["boss@elsewhere.test"] }, BY_OWN, "4Q6", "<6@x>"],
    [{}, { reason: "UNKNOWN_LOGIN" }, "4Q7", "<7@x>"],
    [{}, {}, ""],
  ]);
  const traced = counted.filter(({ queueId, messageId }) => queueId !== undefined || messageId !== undefined);
  expect(traced.map(({ queueId, messageId }) => [queueId, messageId])).toEqual([
    ["4Q1", "<1@x>"],
    ["4Q2", undefined],
    ["4Q6", "<6@x>"],
  ]);
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(8);
});

it("keeps the ids of a hundred messages of a login in a minute, and counts the others without", () => {
  const counted = countsOf(Array.from({ length: 10_000 }, (_, index) => [{}, {}, `4Q${index}`]));
  expect(counted).toHaveLength(101);
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
});

it("gives up ids before counts when reports wait for long", async () => {
  const spool = new ReportSpool(temporaryFolder(), { mostRows: 50, mostInBatch: 1_000 });
  const row: CountedSubmission = {
    login: "a@x.test",
    sender: "b@x.test",
    headerFrom: [],
    isRefused: false,
    count: 1,
    at: 0,
  };
  spool.add(Array.from({ length: 1_000 }, (_, index) => ({ ...row, queueId: `4Q${index}` })));
  expect([spool.rowCount, spool.lostCount]).toEqual([11, 0]);
  spool.add(Array.from({ length: 40 }, (_, index) => ({ ...row, sender: `b${index}@x.test` })));
  const waiting = spool.nextBatch()?.submissions ?? [];
  expect(waiting.reduce((sum, { count }) => sum + count, 0)).toBe(1_040);
  expect([waiting.length, spool.lostCount]).toEqual([41, 0]);
  await spool.close();
});

describeOnEachEngine("complaints about messages that only an agent has seen", (engine) => {
  it("find their account by the Message-ID that the agent reported", async () => {
    const clock = movableClock();
    const platform = await startPlatform(engine, clock);
    const tree = await createTenants(platform);
    const spool = new ReportSpool(temporaryFolder());
    const client = createPlatformClient({ apiUrl: platform.url, gatewayKey: platform.gatewayKey });
    const delivery = deliverReports({ spool, client, logger: silentLogger });
    const counts = countDecisions(clock);
    const decision = { verdict: "ALLOW", reason: "NOT_AUTHORIZED" } as Decision;
    const origin = { protocol: "milter", peer: "unix", queueId: "4Q1", messageId: "<seen@far.test>" } as const;
    counts.observe(
      { login: "user@north.test", reversePath: writtenReversePath("boss@elsewhere.test") },
      decision,
      origin,
    );
    delivery.add(counts.drain());
    await delivery.deliver();

    const tally = await platform.database.write((tx) =>
      recordReports(tx, reportPortsOf(platform.services), [
        {
          source: { reporter: "far.test", isTrusted: true },
          report: {
            format: "arf",
            feedbackType: "abuse",
            originalMailFrom: null,
            originalMessageId: "<seen@far.test>",
            originalTraceToken: null,
            originalRecipient: null,
            finalRecipient: null,
            diagnostic: null,
            arrivalDate: null,
            action: null,
            status: null,
            originalQueueId: null,
            reportedTo: null,
            reportingServer: "far.test",
            source: "reports",
            line: 1,
          },
        },
      ]),
    );
    expect(tally.complaints).toBe(1);
    const complaints = await platform.database.reader.query("SELECT accountId, addressKey FROM complaint", []);
    expect(complaints).toMatchObject([
      { accountId: innerIdOf(tree.north.account.id), addressKey: "boss@elsewhere.test" },
    ]);
    await delivery.stop();
    await spool.close();
  });
});
