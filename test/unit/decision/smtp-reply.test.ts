import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecisionReason, smtpReply } from "../../../src/decision/index.js";

const LOGIN = "anna@example.org";
const SENDER = "bob@client.example";
const PUBLIC_URL = "https://mayfrom.example/";
const PAGE = "https://mayfrom.example/console/senders?address=bob%40client.example&account=anna%40example.org";

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
  expect(smtpReply({ reason, refused: { sender: SENDER, login: LOGIN } }, PUBLIC_URL)).toBe(
    `550 5.7.1 <${SENDER}>: ${words}`,
  );
});

test("words for a null reverse-path that a policy refuses", () => {
  expect(smtpReply({ reason: "NOT_AUTHORIZED", refused: { sender: "", login: LOGIN } }, PUBLIC_URL)).toBe(
    `550 5.7.1 <>: ${LOGIN} may not send with an empty sender; ask your mail provider`,
  );
});

test("attacker text cannot leave the line or the character set, and the percent sign stays", () => {
  const sender = "a%s\r\n250 ok\0é\u202e@client.example";
  expect(smtpReply({ reason: "MALFORMED", refused: { sender, login: LOGIN } }, PUBLIC_URL)).toBe(
    "550 5.7.1 <a%s??250 ok???@client.example>: not a valid sender address; correct it in your mail program",
  );
});

test("a link that does not fit is left out and never cut", () => {
  const publicUrl = `https://${"long.".repeat(80)}example`;
  expect(smtpReply({ reason: "NOT_AUTHORIZED", refused: { sender: SENDER, login: LOGIN } }, publicUrl)).toBe(
    `550 5.7.1 <${SENDER}>: not an authorized sender of ${LOGIN}`,
  );
});

test("the addresses go from a link that would not fit with them", () => {
  const replyTo = (sender: string) =>
    smtpReply({ reason: "NOT_AUTHORIZED", refused: { sender, login: LOGIN } }, PUBLIC_URL);
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
      expect(smtpReply({ reason, refused: { sender, login } }, publicUrl)).toMatch(/^550 5\.7\.1 <[ -~]{0,388}$/);
    }),
  );
});
