import { expect, test } from "vitest";
import { findRecipientProblems } from "../../../../scripts/rules/recipients.js";

const problemsOf = (path: string, text: string) => findRecipientProblems([[path, text]]);

test.each([
  ["src/observations/alerts/a.ts", 'knownPerson("eve@evil.test")', "may use knownPerson"],
  ["src/jobs/a.ts", 'import { whoseTurnItIs } from "../outbox/index.js";', "may use whoseTurnItIs"],
  ["src/access/a.ts", "await tx.manager.insert(OutboxMail, row);", "queued with queueMail"],
  ["src/access/a.ts", 'await query("INSERT INTO outbox_mail VALUES (?)")', "queued with queueMail"],
  ["src/access/a.ts", "const to = { address } as unknown as Recipient;", "made by the outbox's functions only"],
])("refuses in %s: %s", (path, text, problem) => {
  expect(problemsOf(path, text)).toEqual([expect.stringContaining(problem)]);
});

test("takes those that know whose mailbox it is, and readers of rows", () => {
  expect(problemsOf("src/tenancy/account-mailbox.ts", "knownPerson(address)")).toEqual([]);
  expect(problemsOf("src/jobs/a.ts", "tx.manager.find(OutboxMail, {})")).toEqual([]);
});
