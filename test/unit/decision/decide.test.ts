import { describe, expect, test } from "vitest";
import {
  type CheckRequest,
  type DecisionReason,
  decide,
  loginKeyOf,
  type PolicyMode,
  type Verdict,
} from "../../../src/decision/index.js";
import { writtenReversePath } from "../../../src/kernel/index.js";
import { type Facts, NOW, snapshotOf } from "./snapshots.js";

const LOGIN = "anna@example.org";
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

interface Row {
  readonly rule: string;
  readonly login?: string;
  readonly reversePath: string;
  readonly fromAddresses?: readonly string[];
  readonly resentFromAddresses?: readonly string[];
  readonly facts?: Facts;
  readonly reason: DecisionReason;
  readonly authorizationId?: string;
  readonly decidedAddress?: string;
}

const BOB = "bob@client.example";
const ID_OF_BOB = `id of ${BOB}`;

const PERMITTED: readonly Row[] = [
  { rule: "2 null reverse-path", reversePath: "", reason: "NULL_SENDER" },
  { rule: "2 null reverse-path, unknown login", reversePath: "", facts: { login: null }, reason: "NULL_SENDER" },
  { rule: "2 null reverse-path, own From", reversePath: "", fromAddresses: [LOGIN], reason: "NULL_SENDER" },
  { rule: "4 own address", reversePath: LOGIN, reason: "OWN_ADDRESS" },
  { rule: "4 own address, letter case", reversePath: "Anna@EXAMPLE.org", reason: "OWN_ADDRESS" },
  { rule: "4 own address, needless quotes", reversePath: '"anna"@example.org', reason: "OWN_ADDRESS" },
  { rule: "4 own address, trailing dot", reversePath: "anna@example.org.", reason: "OWN_ADDRESS" },
  {
    rule: "4 own address, U-labels",
    reversePath: "anna@BÜCHER.example",
    facts: { login: "anna@xn--bcher-kva.example" },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 own address, unknown login",
    login: "ANNA@example.org",
    reversePath: LOGIN,
    facts: { login: null },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 own address at the domain that the login's stands for, unknown login",
    login: "ghost@alias.example",
    reversePath: "ghost@example.org",
    facts: { login: null, targets: { "alias.example": "example.org" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 own address at the alias that was signed in with, unknown login",
    login: "ghost@alias.example",
    reversePath: "ghost@alias.example",
    facts: { login: null, targets: { "alias.example": "example.org" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "5 own address at another alias of the domain, unknown login",
    login: "ghost@alias.example",
    reversePath: "ghost@second.example",
    facts: { login: null, targets: { "alias.example": "example.org", "second.example": "example.org" } },
    reason: "ALIAS",
  },
  { rule: "5 alias", reversePath: "Info@example.org", facts: { aliases: ["info@example.org"] }, reason: "ALIAS" },
  {
    rule: "5 own address at a domain alias",
    reversePath: "Anna@alias.example",
    facts: { targets: { "alias.example": "example.org" } },
    reason: "ALIAS",
  },
  {
    rule: "5 alias at a domain alias",
    reversePath: "info@alias.example",
    facts: { targets: { "alias.example": "example.org" }, aliases: ["info@example.org"] },
    reason: "ALIAS",
  },
  {
    rule: "6 subaddress of the login at a domain alias, by the domain's delimiters",
    reversePath: "anna+news@alias.example",
    facts: { targets: { "alias.example": "example.org" } },
    reason: "SUBADDRESS",
  },
  {
    rule: "7 authorized at the domain, sent from its alias",
    reversePath: "bob@alias.example",
    facts: { targets: { "alias.example": "client.example" }, authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "AUTHORIZED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "8 domain authorization of what the domain stands for",
    reversePath: "anyone@alias.example",
    facts: { targets: { "alias.example": "client.example" }, domains: { "client.example": { expiresAt: null } } },
    reason: "DOMAIN_AUTHORIZED",
  },
  { rule: "6 subaddress of the login", reversePath: "anna+news@example.org", reason: "SUBADDRESS" },
  {
    rule: "6 subaddress of an alias",
    reversePath: "info+a@example.org",
    facts: { aliases: ["info@example.org"] },
    reason: "SUBADDRESS",
  },
  {
    rule: "6 subaddress of an authorized address",
    reversePath: "info+a@example.org",
    facts: { authorizations: { "info@example.org": "AUTHORIZED" } },
    reason: "SUBADDRESS",
    authorizationId: "id of info@example.org",
  },
  {
    rule: "6 subaddress with the policy's delimiter",
    reversePath: "anna=x@example.org",
    facts: { settings: { subaddressDelimiters: "=-" } },
    reason: "SUBADDRESS",
  },
  {
    rule: "6 subaddress of an authorized address in a domain hosted and proven here",
    reversePath: "bob+a@client.example",
    facts: { authorizations: { [BOB]: "AUTHORIZED" }, hosted: { "client.example": true } },
    reason: "SUBADDRESS",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "6 subaddress in a domain that the operator has named",
    reversePath: "bob.a@client.example",
    facts: {
      authorizations: { [BOB]: "AUTHORIZED" },
      settings: { subaddressDomains: [{ domain: "client.example", delimiters: "." }] },
    },
    reason: "SUBADDRESS",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "6 subaddress of an unknown login, in a domain hosted and proven here",
    reversePath: "anna+news@example.org",
    facts: { login: null },
    reason: "SUBADDRESS",
  },
  {
    rule: "6 subaddress that was signed in with",
    login: "anna+news@example.org",
    reversePath: "anna+news@example.org",
    facts: { signedIn: "anna+news@example.org" },
    reason: "SUBADDRESS",
  },
  {
    rule: "4 an alias in a domain that is not proven, signed in with",
    login: "press@example.net",
    reversePath: "press@example.net",
    facts: { signedIn: "press@example.net", hosted: { "example.net": false } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 the account's address, signed in by an alias",
    login: "info@example.org",
    reversePath: LOGIN,
    facts: { signedIn: "info@example.org", aliases: ["info@example.org"] },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "7 authorized",
    reversePath: "BOB@Client.example",
    facts: { authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "AUTHORIZED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "7 authorized, in its last millisecond",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: { authorizationId: "7", state: "AUTHORIZED", expiresAt: NOW + 1 } } },
    reason: "AUTHORIZED",
    authorizationId: "7",
  },
  {
    rule: "7 before 8",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "AUTHORIZED" }, domains: { "client.example": { expiresAt: null } } },
    reason: "AUTHORIZED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "8 domain authorized",
    reversePath: BOB,
    facts: { domains: { "client.example": { expiresAt: NOW + 1 } } },
    reason: "DOMAIN_AUTHORIZED",
  },
  {
    rule: "8 before 9",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "PENDING" }, domains: { "client.example": { expiresAt: null } } },
    reason: "DOMAIN_AUTHORIZED",
  },
  {
    rule: "From permitted too",
    reversePath: LOGIN,
    fromAddresses: [LOGIN, "Bob@client.example"],
    facts: { authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "who resends and the author permitted",
    reversePath: LOGIN,
    fromAddresses: [BOB],
    resentFromAddresses: [LOGIN],
    facts: { authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "who resends permitted, where it decides alone",
    reversePath: LOGIN,
    fromAddresses: ["ceo@bank.example"],
    resentFromAddresses: [LOGIN],
    facts: { settings: { resentMail: "RESENT_FROM" } },
    reason: "OWN_ADDRESS",
  },
];

const WITHOUT_GROUND: readonly Row[] = [
  {
    rule: "4 the same name at a domain that the login's does not stand for, unknown login",
    login: "ghost@alias.example",
    reversePath: "ghost@example.org",
    facts: { login: null },
    reason: "UNKNOWN_LOGIN",
  },
  {
    rule: "the author of a resent message",
    reversePath: LOGIN,
    fromAddresses: [BOB],
    resentFromAddresses: [LOGIN],
    reason: "NOT_AUTHORIZED",
    decidedAddress: BOB,
  },
  {
    rule: "who resends, where the author is permitted",
    reversePath: LOGIN,
    fromAddresses: [LOGIN],
    resentFromAddresses: [BOB],
    reason: "NOT_AUTHORIZED",
    decidedAddress: BOB,
  },
  {
    rule: "who resends, where it decides alone",
    reversePath: LOGIN,
    fromAddresses: [LOGIN],
    resentFromAddresses: [LOGIN, BOB],
    facts: { settings: { resentMail: "RESENT_FROM" } },
    reason: "NOT_AUTHORIZED",
    decidedAddress: BOB,
  },
  {
    rule: "From of a message that was not resent, where who resends decides alone",
    reversePath: LOGIN,
    fromAddresses: [BOB],
    resentFromAddresses: [],
    facts: { settings: { resentMail: "RESENT_FROM" } },
    reason: "NOT_AUTHORIZED",
    decidedAddress: BOB,
  },
  {
    rule: "2 turned off",
    reversePath: "",
    facts: { settings: { allowNullSender: false } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "2 turned off, unknown login",
    reversePath: "",
    facts: { login: null, settings: { allowNullSender: false } },
    reason: "UNKNOWN_LOGIN",
  },
  { rule: "3 no address", reversePath: "anna", reason: "MALFORMED" },
  { rule: "3 two of them", reversePath: "anna@example.org@other.example", reason: "MALFORMED" },
  { rule: "3 two trailing dots", reversePath: "anna@example.org..", reason: "MALFORMED" },
  { rule: "3 line break", reversePath: "anna@example.org\r\nX: y", reason: "MALFORMED" },
  {
    rule: "3 before an unknown login",
    login: "anna",
    reversePath: "anna",
    facts: { login: null },
    reason: "MALFORMED",
  },
  { rule: "3 empty From", reversePath: LOGIN, fromAddresses: [""], reason: "MALFORMED", decidedAddress: "" },
  { rule: "3 empty From of a notification", reversePath: "", fromAddresses: [""], reason: "MALFORMED" },
  { rule: "3 brackets that the protocol has not taken off", reversePath: "<>", reason: "MALFORMED" },
  {
    rule: "6 turned off",
    reversePath: "anna+a@example.org",
    facts: { settings: { subaddressDelimiters: "" } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 subaddress of an authorized address elsewhere",
    reversePath: "bob+a@client.example",
    facts: { authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 somebody else elsewhere, by the login's own delimiters",
    reversePath: "bob.smith@client.example",
    facts: { authorizations: { [BOB]: "AUTHORIZED" }, settings: { subaddressDelimiters: ".-_" } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 subaddress of an unknown login elsewhere",
    login: "anna@elsewhere.example",
    reversePath: "anna+news@elsewhere.example",
    facts: { login: null },
    reason: "UNKNOWN_LOGIN",
  },
  {
    rule: "6 subaddress in a domain that is not proven",
    reversePath: "anna+news@example.org",
    facts: { hosted: { "example.org": false } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 subaddress of an authorized address in a hosted domain that is not proven",
    reversePath: "bob+a@client.example",
    facts: { authorizations: { [BOB]: "AUTHORIZED" }, hosted: { "client.example": false } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 subaddress that is somebody else's mailbox",
    reversePath: "anna+news@example.org",
    facts: { taken: ["anna+news@example.org"] },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 subaddress of an authorized address, blocked by its owner",
    reversePath: "bob+a@client.example",
    facts: {
      authorizations: { [BOB]: "AUTHORIZED" },
      hosted: { "client.example": true },
      taken: ["bob+a@client.example"],
    },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 subaddress of an authorized address, denied by its owner",
    reversePath: "bob+a@client.example",
    facts: {
      authorizations: { [BOB]: "AUTHORIZED", "bob+a@client.example": "DENIED" },
      hosted: { "client.example": true },
    },
    reason: "DENIED_BY_OWNER",
    authorizationId: "id of bob+a@client.example",
  },
  {
    rule: "9 another's address at a domain alias",
    reversePath: "ceo@alias.example",
    facts: { targets: { "alias.example": "example.org" } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "9 authorized at the domain, refused by its owner at the alias",
    reversePath: "bob@alias.example",
    facts: {
      targets: { "alias.example": "client.example" },
      authorizations: { [BOB]: "AUTHORIZED", "bob@alias.example": "DENIED" },
    },
    reason: "DENIED_BY_OWNER",
    authorizationId: "id of bob@alias.example",
  },
  {
    rule: "6 subaddress at a domain alias that is another's at the domain",
    reversePath: "anna+ceo@alias.example",
    facts: { targets: { "alias.example": "example.org" }, taken: ["anna+ceo@example.org"] },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "6 subaddress in another domain than the one that the operator has named",
    reversePath: "bob+a@client.example",
    facts: {
      authorizations: { [BOB]: "AUTHORIZED" },
      settings: { subaddressDomains: [{ domain: "other.example", delimiters: "+" }] },
    },
    reason: "NOT_AUTHORIZED",
  },
  { rule: "6 another delimiter", reversePath: "anna-a@example.org", reason: "NOT_AUTHORIZED" },
  { rule: "9 not authorized", reversePath: BOB, reason: "NOT_AUTHORIZED" },
  { rule: "9 own name elsewhere", reversePath: "anna@example.com", reason: "NOT_AUTHORIZED" },
  { rule: "9 subdomain", reversePath: "anna@sub.example.org", reason: "NOT_AUTHORIZED" },
  {
    rule: "9 subdomain of an authorized domain",
    reversePath: "bob@sub.client.example",
    facts: { domains: { "client.example": { expiresAt: null } } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "9 pending",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "PENDING" } },
    reason: "PENDING",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "9 denied",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "DENIED" } },
    reason: "DENIED_BY_OWNER",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "9 revoked",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "REVOKED" } },
    reason: "REVOKED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "9 paused",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "PAUSED" } },
    reason: "PAUSED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "9 expired",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "EXPIRED" } },
    reason: "EXPIRED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "9 expired at this very millisecond",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: { authorizationId: "7", state: "AUTHORIZED", expiresAt: NOW } } },
    reason: "EXPIRED",
    authorizationId: "7",
  },
  {
    rule: "9 pending, a date in the future does not help",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: { authorizationId: "7", state: "PENDING", expiresAt: NOW + 1 } } },
    reason: "PENDING",
    authorizationId: "7",
  },
  {
    rule: "9 domain authorization expired",
    reversePath: BOB,
    facts: { domains: { "client.example": { expiresAt: NOW } } },
    reason: "EXPIRED",
  },
  {
    rule: "9 subaddress of a pending address",
    reversePath: "info+a@example.org",
    facts: { authorizations: { "info@example.org": "PENDING" } },
    reason: "PENDING",
    authorizationId: "id of info@example.org",
  },
  {
    rule: "9 the address itself before the one without its subaddress",
    reversePath: "bob+a@client.example",
    facts: { authorizations: { [BOB]: "PENDING", "bob+a@client.example": "REVOKED" } },
    reason: "REVOKED",
    authorizationId: "id of bob+a@client.example",
  },
  {
    rule: "9 authorized subaddress, another one asked",
    reversePath: "bob+b@client.example",
    facts: { authorizations: { "bob+a@client.example": "AUTHORIZED" } },
    reason: "NOT_AUTHORIZED",
  },
  {
    rule: "9 unknown login",
    reversePath: BOB,
    facts: { login: null, authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "UNKNOWN_LOGIN",
  },
  {
    rule: "9 unknown login, a bare name",
    login: "Anna",
    reversePath: "anna@example.org",
    facts: { login: null },
    reason: "UNKNOWN_LOGIN",
  },
  {
    rule: "From without a ground",
    reversePath: LOGIN,
    fromAddresses: [LOGIN, BOB],
    reason: "NOT_AUTHORIZED",
    decidedAddress: BOB,
  },
  {
    rule: "From of a notification",
    reversePath: "",
    fromAddresses: [BOB],
    facts: { authorizations: { [BOB]: "PAUSED" } },
    reason: "PAUSED",
    authorizationId: ID_OF_BOB,
    decidedAddress: BOB,
  },
  {
    rule: "reverse-path first where both lack a ground",
    reversePath: BOB,
    fromAddresses: ["a@client.example"],
    facts: { authorizations: { [BOB]: "PENDING" } },
    reason: "PENDING",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "the first From by its characters where several lack a ground",
    reversePath: LOGIN,
    fromAddresses: ["c@client.example", "a@client.example", "b@client.example"],
    reason: "NOT_AUTHORIZED",
    decidedAddress: "a@client.example",
  },
];

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
