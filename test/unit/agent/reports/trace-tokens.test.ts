import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { tallyKeyOf } from "../../../../src/agent/platform/reports/counted-submission.js";
import { countDecisions } from "../../../../src/agent/platform/reports/decision-counts.js";
import { ReportSpool } from "../../../../src/agent/platform/reports/report-spool.js";
import type { CheckRequest, Decision } from "../../../../src/decision/index.js";
import { isTraceToken, newTraceToken, writtenReversePath } from "../../../../src/kernel/index.js";

const clock = { now: () => new Date("2026-11-24T12:00:00Z") };
const folder = mkdtempSync(join(tmpdir(), "mayfrom-tokens-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FOREIGN = { login: "user@north.test", reversePath: writtenReversePath("boss@elsewhere.test") };
const OWN = { ...FOREIGN, reversePath: writtenReversePath("user@north.test") };

/** Has messages decided one after the other; gives the tokens they were marked with, and what was counted. */
function decideAll(messages: readonly [CheckRequest, Partial<Decision>, { queueId?: string; canMark?: boolean }?][]) {
  const counts = countDecisions(clock);
  const marks = messages.map(([question, decided, { queueId = "4Q1", canMark = true } = {}]) => {
    let mark: string | null = null;
    const markMessage = (token: string) => {
      mark = token;
    };
    const decision = { verdict: "ALLOW", reason: "AUTHORIZED", ...decided } as Decision;
    const origin = { protocol: "milter", peer: "unix", queueId } as const;
    counts.observe(question, decision, canMark ? { ...origin, markMessage } : origin);
    return mark as string | null;
  });
  return { marks, counted: counts.drain() };
}

describe("a trace token", () => {
  it("is 128 bits in hexadecimal, and never the same", () => {
    const tokens = Array.from({ length: 10_000 }, newTraceToken);
    expect(new Set(tokens).size).toBe(10_000);
    expect(tokens.every(isTraceToken)).toBe(true);
  });

  it.each(["", "0", "0".repeat(31), "0".repeat(33), "A".repeat(32), `${"0".repeat(32)}\n`, `${"0".repeat(31)}٣`])(
    "is not %j",
    (text) => {
      expect(isTraceToken(text)).toBe(false);
    },
  );

  it("is given to mail under another address that is let through, and to no other", () => {
    const { marks, counted } = decideAll([
      [FOREIGN, {}],
      [FOREIGN, { verdict: "WARN", reason: "NOT_AUTHORIZED" }],
      [{ ...OWN, fromAddresses: ["boss@elsewhere.test"] }, { reason: "OWN_ADDRESS" }],
      [FOREIGN, {}, { queueId: "" }],
      [OWN, { reason: "OWN_ADDRESS" }],
      [FOREIGN, { verdict: "DENY", reason: "NOT_AUTHORIZED" }],
      [FOREIGN, { reason: "UNKNOWN_LOGIN" }],
      [FOREIGN, {}, { queueId: "4Q2", canMark: false }],
    ]);
    expect(marks.map((mark) => mark !== null)).toEqual([true, true, true, true, false, false, false, false]);
    expect(counted.flatMap(({ traceToken }) => traceToken ?? [])).toEqual(marks.filter((mark) => mark !== null));
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(8);
  });

  it("is given to a hundred messages of a login in a minute", () => {
    const { marks, counted } = decideAll(Array.from({ length: 1_000 }, () => [FOREIGN, {}]));
    expect(marks.filter((mark) => mark !== null)).toHaveLength(100);
    expect(counted).toHaveLength(101);
  });

  it("tells rows apart, and rows without one are those they were before there were any", () => {
    const row = { login: "a", sender: "b", headerFrom: [], isRefused: false, queueId: "4Q1", at: 0 };
    const [one, other] = [newTraceToken(), newTraceToken()];
    expect(tallyKeyOf({ ...row, traceToken: one }, 1)).not.toBe(tallyKeyOf({ ...row, traceToken: other }, 1));
    expect(tallyKeyOf({ ...row, traceToken: null }, 1)).toBe('[1,"a","b",[],false,"4Q1",null]');
  });
});

describe("the counts on disk", () => {
  const row = { login: "a@x.test", sender: "b@x.test", headerFrom: [], isRefused: false, count: 1, at: 0 };

  it("keep a token over a restart, and give it up before a count", async () => {
    const traceToken = newTraceToken();
    const spool = new ReportSpool(join(folder, "restart"), { mostRows: 5, mostInBatch: 10 });
    spool.add([{ ...row, queueId: "4Q1", traceToken }]);
    spool.add([{ ...row, queueId: "4Q2", traceToken: newTraceToken() }]);
    await spool.close();
    const again = new ReportSpool(join(folder, "restart"));
    const waiting = again.nextBatch()?.submissions ?? [];
    expect(waiting).toHaveLength(2);
    expect(waiting).toContainEqual({ ...row, queueId: "4Q1", traceToken });
    expect(waiting).toContainEqual(row);
    await again.close();
  });

  it("give a whole batch's tokens up, and keep all else of it", async () => {
    const spool = new ReportSpool(join(folder, "older"));
    spool.add([row, { ...row, queueId: "4Q1", messageId: "<1@x.test>", traceToken: newTraceToken() }]);
    const batch = spool.nextBatch()!;
    expect(spool.dropTokens(batch)).toBe(true);
    const without = spool.nextBatch()!;
    expect(without.id).not.toBe(batch.id);
    expect(without.submissions).toHaveLength(2);
    expect(without.submissions).toContainEqual({ ...row, queueId: "4Q1", messageId: "<1@x.test>" });
    expect(spool.dropTokens(without)).toBe(false);
    expect(spool.nextBatch()).toEqual(without);
    await spool.close();
  });
});
