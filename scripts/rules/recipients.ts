/**
 * Who is written to, and what bounds it, is said in few places: nobody else makes a recipient or writes a row of the
 * outbox, so that no mail goes round the budget of its mailbox. Finds what breaks this.
 */
import { type Rule, sourcesIn } from "./sources.js";

/** What may be called, and by which files. */
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
  ["knownPerson", ["src/access/administrator-mailbox.ts", "src/tenancy/account-mailbox.ts"]],
  [
    "strangerAt",
    [
      "src/access/administrator-mailbox.ts",
      "src/rollout/first-start/send-test-mail.ts",
      "src/tenancy/account-mailbox.ts",
      "src/verification/operations/remind-owners.ts",
      "src/verification/operations/tell-overruled-owners.ts",
    ],
  ],
  [
    "whoAskedForIt",
    [
      "src/verification/operations/answer-reply.ts",
      "src/verification/operations/mail-owner-link.ts",
      "src/verification/operations/tell-owner.ts",
    ],
  ],
  ["whoseTurnItIs", ["src/verification/operations/queue-questions.ts", "src/verification/operations/tell-answer.ts"]],
]);
const OF_THE_OUTBOX = ["src/outbox/recipient.ts", "src/outbox/index.ts"];
const WRITES_ROWS = /\b(?:insert|save|upsert|create)\(\s*OutboxMail\b|INSERT\s+INTO\s+outbox_mail/i;
const WRITERS = ["src/outbox/operations/queue-mail.ts"];
const MAKES_ITSELF = /\bas\s+(?:unknown\s+as\s+)?Recipient\b/;

/** Takes paths relative to the repository with their text; one line for each broken rule. */
export function findRecipientProblems(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    for (const [name, files] of ALLOWED) {
      if (OF_THE_OUTBOX.includes(path) || files.includes(path)) continue;
      if (new RegExp(`\\b${name}\\b`).test(text)) problems.push(`${path}: only ${files.join(" and ")} may use ${name}`);
    }
    if (WRITES_ROWS.test(text) && !WRITERS.includes(path)) {
      problems.push(`${path}: mails are queued with queueMail, which counts them against their mailbox's budget`);
    }
    if (MAKES_ITSELF.test(text) && !OF_THE_OUTBOX.includes(path)) {
      problems.push(`${path}: a recipient is made by the outbox's functions only`);
    }
  }
  return problems;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findRecipientProblems(sourcesIn(root));
