import { describe, expect, test } from "vitest";
import { type CheckRequest, decide, loginKeyOf, type PolicyMode, type Verdict } from "../../../src/decision/index.js";
import { writtenReversePath } from "../../../src/kernel/index.js";
import { WITHOUT_GROUND } from "./groundless-cases.js";
import { BOB, LOGIN, PERMITTED } from "./permitted-cases.js";
import { type Facts, NOW, snapshotOf } from "./snapshots.js";

const MODES: readonly PolicyMode[] = ["OFF", "MONITOR", "WARN", "ENFORCE"];
/** What each mode makes of an address without a ground. */
const VERDICT_OF_MODE: Readonly<Record<PolicyMode, Verdict>> = {
  OFF: "ALLOW",
  MONITOR: "ALLOW",
  WARN: "WARN",
  ENFORCE: "DENY",
};

type Asked = Partial<Omit<CheckRequest, "reversePath"> & { readonly reversePath: string }>;

function answer({ reversePath = "", ...question }: Asked, facts: Facts) {
  const asked = { login: LOGIN, ...question, reversePath: writtenReversePath(reversePath) };
  // A login that is not known is known by nothing but what was typed.
  const signedIn = facts.login === null ? loginKeyOf(asked.login) : facts.signedIn;
  return decide(asked, snapshotOf({ ...facts, signedIn }), NOW);
}

describe.each(MODES)("in mode %s", (mode) => {
  test.each(PERMITTED)("permits: $rule", (row) => {
    const { login, reversePath, fromAddresses, resentFromAddresses, facts, reason, authorizationId } = row;
    const asked = { login: login ?? LOGIN, reversePath, fromAddresses, resentFromAddresses };
    expect(answer(asked, { mode, ...facts })).toEqual({
      verdict: "ALLOW",
      reason,
      wouldDeny: false,
      mode,
      refused: null,
      authorizationId: authorizationId ?? null,
      accountId: facts?.login === null ? null : "account-1",
      decidedAddress: reversePath,
      revision: 7,
    });
  });

  test.each(WITHOUT_GROUND)("finds no ground: $rule", (row) => {
    const { login, reversePath, fromAddresses, resentFromAddresses, facts } = row;
    const asked = { login: login ?? LOGIN, reversePath, fromAddresses, resentFromAddresses };
    expect(answer(asked, { mode, ...facts })).toEqual({
      verdict: VERDICT_OF_MODE[mode],
      reason: row.reason,
      wouldDeny: true,
      mode,
      refused:
        mode === "ENFORCE" ? expect.objectContaining({ sender: expect.any(String), login: expect.any(String) }) : null,
      authorizationId: row.authorizationId ?? null,
      accountId: facts?.login === null ? null : "account-1",
      decidedAddress: row.decidedAddress ?? (row.rule.includes("From") ? fromAddresses?.[0] : reversePath),
      revision: 7,
    });
  });

  test.each(["", LOGIN, BOB, "no address"])("denies %j to a suspended account", (reversePath) => {
    const facts: Facts = { mode, isSuspended: true, authorizations: { [BOB]: "AUTHORIZED" } };
    expect(answer({ reversePath, fromAddresses: [LOGIN] }, facts)).toMatchObject({
      verdict: "DENY",
      reason: "SUSPENDED",
      wouldDeny: true,
      mode,
      refused: { sender: reversePath, login: LOGIN, advice: "LINK", isAuthorOfResent: false },
      decidedAddress: reversePath,
    });
  });
});

test("without any policy the mode is MONITOR", () => {
  expect(answer({ reversePath: BOB }, {})).toMatchObject({ mode: "MONITOR", verdict: "ALLOW", wouldDeny: true });
});

test("an unknown login is under the platform's policy, a known one under its own", () => {
  const { unknownLogin } = snapshotOf({ mode: "ENFORCE" });
  const snapshot = { ...snapshotOf({ mode: "OFF" }), unknownLogin };
  const question = { login: LOGIN, reversePath: writtenReversePath(BOB) };
  expect(decide(question, snapshot, NOW)).toMatchObject({ mode: "OFF", verdict: "ALLOW" });
  expect(decide(question, { ...snapshot, account: null }, NOW)).toMatchObject({
    mode: "ENFORCE",
    verdict: "DENY",
    reason: "UNKNOWN_LOGIN",
  });
});

test("an unknown login of a suspended domain is suspended, whatever it sends as", () => {
  const snapshot = snapshotOf({ login: null, isDomainSuspended: true, mode: "OFF" });
  expect(decide({ login: LOGIN, reversePath: writtenReversePath(LOGIN) }, snapshot, NOW)).toMatchObject({
    verdict: "DENY",
    reason: "SUSPENDED",
  });
});

test("a scheduled mode comes into force at its very millisecond", () => {
  const settings = { schedule: [{ at: NOW, mode: "ENFORCE" as const }] };
  const question = { login: LOGIN, reversePath: writtenReversePath(BOB) };
  expect(decide(question, snapshotOf({ settings }), NOW - 1).verdict).toBe("ALLOW");
  expect(decide(question, snapshotOf({ settings }), NOW).verdict).toBe("DENY");
});

test("a header field that cannot be read is malformed, whatever can be read of it may be used", () => {
  const question = { reversePath: LOGIN, fromAddresses: [LOGIN], unreadableFields: ["From: anna@example.org, <"] };
  expect(answer(question, { mode: "ENFORCE" })).toMatchObject({
    verdict: "DENY",
    reason: "MALFORMED",
    decidedAddress: "From: anna@example.org, <",
  });
  expect(answer({ ...question, fromAddresses: undefined }, { mode: "MONITOR" })).toMatchObject({
    verdict: "ALLOW",
    reason: "MALFORMED",
    wouldDeny: true,
  });
});

test("an unreadable field that looks like an address of one's own is malformed all the same", () => {
  expect(answer({ reversePath: LOGIN, unreadableFields: [LOGIN] }, { mode: "ENFORCE" }).reason).toBe("MALFORMED");
});
