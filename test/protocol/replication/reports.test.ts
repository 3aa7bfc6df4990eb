import { expect, it } from "vitest";
import { createPlatformClient } from "../../../src/agent/platform/platform-client.js";
import { type CountedSubmission } from "../../../src/agent/platform/reports/counted-submission.js";
import { deliverReports } from "../../../src/agent/platform/reports/deliver-reports.js";
import { ReportSpool } from "../../../src/agent/platform/reports/report-spool.js";
import { startPlatform, temporaryFolder } from "../../database/replication/platform.js";
import { diceOf, writeSomething } from "../../database/replication/random-writes.js";
import { silentLogger } from "../agent/support/agent-fixtures.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOON = new Date().setUTCHours(12, 0, 0, 0) - DAY_MS;

function counted(changes: Partial<CountedSubmission> = {}): CountedSubmission {
  return {
    login: "a@x.test",
    sender: "b@x.test",
    headerFrom: [],
    isRefused: false,
    count: 1,
    at: NOON,
    ...changes,
  };
}

function total(spool: ReportSpool): number {
  let sum = 0;
  for (let batch = spool.nextBatch(); batch !== null; batch = spool.nextBatch()) {
    for (const { count } of batch.submissions) sum += count;
    spool.settle(batch.id);
  }
  return sum;
}

it("counts alike decisions of a quarter of an hour in one row, and keeps a batch as it is until it is answered", async () => {
  const folder = temporaryFolder();
  const spool = new ReportSpool(folder);
  spool.add([
    counted(),
    counted({ count: 4 }),
    counted({ isRefused: true }),
    counted({ at: NOON + 899_999 }),
    counted({ at: NOON + 900_000 }),
    counted({ at: NOON - 2 * DAY_MS }),
  ]);
  expect(spool.rowCount).toBe(4);
  const batch = spool.nextBatch();
  spool.add([counted({ count: 10 })]);
  expect(spool.nextBatch()).toEqual(batch);
  await spool.close();

  const again = new ReportSpool(folder);
  expect(again.nextBatch()).toEqual(batch);
  expect(total(again)).toBe(5 + 1 + 1 + 1 + 1 + 10);
  await again.close();
});

it("adds up days when there is no more room, and loses counts only then, and says how many", async () => {
  const spool = new ReportSpool(temporaryFolder(), { mostRows: 10, mostInBatch: 4 });
  for (let day = 0; day < 30; day++) spool.add([counted({ count: 2, at: day * DAY_MS })]);
  expect(spool.rowCount).toBeLessThanOrEqual(10);
  expect(spool.lostCount).toBe(0);
  for (let account = 0; account < 30; account++) spool.add([counted({ login: `user${account}@x.test` })]);
  expect(spool.rowCount).toBe(10);
  expect(spool.lostCount + total(spool)).toBe(60 + 30);
  await spool.close();
});

it("is counted once by the platform although answers get lost, and a row it will not take holds up no other", async () => {
  const platform = await startPlatform("SQLite");
  const dice = diceOf([3, 141, 59, 26, 535, 89, 79]);
  for (let count = 0; count < 12; count++) await writeSomething(platform, dice);
  const [account] = await platform.database.reader.query<{ addressKey: string }[]>(
    "SELECT addressKey FROM account",
    [],
  );
  const login = account?.addressKey ?? "";
  const client = createPlatformClient({ apiUrl: platform.url, gatewayKey: platform.gatewayKey });
  const spool = new ReportSpool(temporaryFolder());
  let calls = 0;
  const delivery = deliverReports({
    spool,
    logger: silentLogger,
    client: {
      async call(query, variables) {
        const answer = await client.call(query, variables);
        calls += 1;
        if (calls === 1) throw new Error("the answer was lost");
        return answer;
      },
    },
  });
  delivery.add([
    counted({ login, sender: "sales@target.test", count: 3 }),
    counted({ login, sender: "boss@target.test", count: 2 }),
    // The platform takes no count of nothing.
    counted({ login, sender: "none@target.test", count: 0 }),
  ]);
  // The batch holds a row that is refused: its halves are tried, and of one the answer gets lost.
  await expect(delivery.deliver()).rejects.toThrow("lost");
  await delivery.deliver();
  expect(spool.nextBatch()).toBeNull();
  const counts = await platform.database.reader.query<{ addressKey: string; count: number }[]>(
    `SELECT addressKey, own + authorized + unauthorized AS count FROM observation_day
      WHERE isLogin = 0 ORDER BY addressKey`,
    [],
  );
  expect(counts).toEqual([
    { addressKey: "boss@target.test", count: 2 },
    { addressKey: "sales@target.test", count: 3 },
  ]);
  await delivery.stop();
  await spool.close();
});
