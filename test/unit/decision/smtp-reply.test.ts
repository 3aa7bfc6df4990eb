import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecisionReason, type RefusalAdvice, smtpReply } from "../../../src/decision/index.js";

const LOGIN = "anna@example.org";
const SENDER = "bob@client.example";
const PUBLIC_URL = "https://mayfrom.example/";
const PAGE = "https://mayfrom.example/console/senders?address=bob%40client.example&account=anna%40example.org";

function refusedOf(sender: string, { login = LOGIN, advice = "LINK" as RefusalAdvice, isAuthorOfResent = false } = {}) {
  return { sender, login, advice, isAuthorOfResent };
}

test.each([
  ["NOT_AUTHORIZED", `not an authorized sender of ${LOGIN}; add it at ${PAGE}`],
  ["SUSPENDED", `sending is suspended for ${LOGIN}; ask your mail provider`],
  ["MALFORMED", "not a valid sender address; correct it in your mail program"],
  ["PENDING", `its owner has not confirmed yet that ${LOGIN} may use it; see ${PAGE}`],
  ["DENIED_BY_OWNER", `its owner does not let ${LOGIN} use it; use another sender address`],
  ["EXPIRED", `the permission of ${LOGIN} to use it has expired; renew it at ${PAGE}`],
  ["PAUSED", `the permission of ${LOGIN} to use it is paused; have it confirmed again at ${PAGE}`],
  ["REVOKED", `the permission of ${LOGIN} to use it was revoked; ask for it again at ${PAGE}`],
  ["UNKNOWN_LOGIN", `not the address of ${LOGIN}, which is not known here; ask your mail provider`],
] as const)("words for %s", (reason, words) => {
  expect(smtpReply({ reason, refused: refusedOf(SENDER) }, PUBLIC_URL)).toBe(`550 5.7.1 <${SENDER}>: ${words}`);
});

test.each([
  ["NOT_AUTHORIZED", "add it at mayfrom.example"],
  ["SUSPENDED", "ask your mail provider"],
  ["MALFORMED", "correct it in your mail program"],
  ["PENDING", "see mayfrom.example"],
  ["DENIED_BY_OWNER", "use another sender address"],
  ["EXPIRED", "renew it at mayfrom.example"],
  ["PAUSED", "have it confirmed again at mayfrom.example"],
  ["REVOKED", "ask for it again at mayfrom.example"],
  ["UNKNOWN_LOGIN", "ask your mail provider"],
] as const)("advice for %s in words has no slash, by the policy as by the gateway", (reason, advice) => {
  const byPolicy = smtpReply({ reason, refused: refusedOf("a/b@client.example", { advice: "WORDS" }) }, PUBLIC_URL);
  expect(byPolicy).toMatch(new RegExp(`^550 5\\.7\\.1 <a\\?b@client\\.example>: [^/;]+; ${advice}$`));
  const refused = refusedOf("a/b@client.example");
  expect(smtpReply({ reason, refused }, PUBLIC_URL, "WORDS")).toBe(byPolicy);
  const link = smtpReply({ reason, refused: refusedOf(SENDER, { advice: "WORDS" }) }, PUBLIC_URL, "LINK");
  expect(link).toBe(smtpReply({ reason, refused: refusedOf(SENDER) }, PUBLIC_URL));
});

test("a place that cannot be named without a slash is not named", () => {
  const refused = refusedOf(SENDER, { advice: "WORDS" });
  expect(smtpReply({ reason: "NOT_AUTHORIZED", refused }, "https://example.net/mayfrom")).toBe(
    `550 5.7.1 <${SENDER}>: not an authorized sender of ${LOGIN}; ask your mail provider`,
  );
});

test("who resends a stranger's message is not sent to ask for the stranger's address", () => {
  const refused = refusedOf(SENDER, { isAuthorOfResent: true });
  expect(smtpReply({ reason: "NOT_AUTHORIZED", refused }, PUBLIC_URL)).toBe(
    `550 5.7.1 <${SENDER}>: not an authorized sender of ${LOGIN}; forward it instead: a resent message keeps its author`,
  );
});

test("words for a null reverse-path that a policy refuses", () => {
  expect(smtpReply({ reason: "NOT_AUTHORIZED", refused: refusedOf("") }, PUBLIC_URL)).toBe(
    `550 5.7.1 <>: ${LOGIN} may not send with an empty sender; ask your mail provider`,
  );
});

test("attacker text cannot leave the line or the character set, and the percent sign stays", () => {
  const sender = "a%s\r\n250 ok\0é\u202e@client.example";
  expect(smtpReply({ reason: "MALFORMED", refused: refusedOf(sender) }, PUBLIC_URL)).toBe(
    "550 5.7.1 <a%s??250 ok???@client.example>: not a valid sender address; correct it in your mail program",
  );
});

test("a link that does not fit is left out and never cut", () => {
  const publicUrl = `https://${"long.".repeat(80)}example`;
  expect(smtpReply({ reason: "NOT_AUTHORIZED", refused: refusedOf(SENDER) }, publicUrl)).toBe(
    `550 5.7.1 <${SENDER}>: not an authorized sender of ${LOGIN}`,
  );
});

test("the addresses go from a link that would not fit with them", () => {
  const replyTo = (sender: string) => smtpReply({ reason: "NOT_AUTHORIZED", refused: refusedOf(sender) }, PUBLIC_URL);
  expect(replyTo(`${"b".repeat(150)}@client.example`)).toMatch(/senders\?address=b+%40client\.example$/);
  expect(replyTo(`${"b".repeat(230)}@client.example`)).toMatch(/\/console\/senders$/);
});

test("there is none for what is not refused", () => {
  expect(smtpReply({ reason: "OWN_ADDRESS", refused: null }, PUBLIC_URL)).toBeNull();
});

test("whatever comes in, one line of at most 400 printable ASCII characters goes out", () => {
  const reasons: DecisionReason[] = ["NOT_AUTHORIZED", "SUSPENDED", "MALFORMED", "PENDING", "PAUSED", "UNKNOWN_LOGIN"];
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.constant("x".repeat(10_000)));
  fc.assert(
    fc.property(fc.constantFrom(...reasons), text, text, text, (reason, sender, login, publicUrl) => {
      const refused = refusedOf(sender, { login });
      expect(smtpReply({ reason, refused }, publicUrl)).toMatch(/^550 5\.7\.1 <[ -~]{0,388}$/);
      expect(smtpReply({ reason, refused }, publicUrl, "WORDS")).toMatch(/^550 5\.7\.1 <[ -.0-~]{0,388}$/);
    }),
  );
});
