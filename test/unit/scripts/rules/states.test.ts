import { expect, it } from "vitest";
import { findStateProblems } from "../../../../scripts/rules/states.js";

const ENTITY = `@Entity("mail")
export class Mail {
  id: string;

  readonly state: MailState;
}
`;
const MACHINE = `export const MAIL_STATES = stateMachine<MailState, MailEvent>({});\n`;

it("lets a readonly state be whose rows the shelf writes", () => {
  const operation = "await moveRows(tx, Mail, { id }, MAIL_STATES.step('SEND'));\n";
  const sources = [
    ["src/outbox/mail.entity.ts", ENTITY],
    ["src/outbox/mail-states.ts", MACHINE],
    ["src/outbox/send.ts", operation],
  ] as const;
  expect(findStateProblems(sources)).toEqual([]);
});

it("finds an UPDATE of such a table, wherever it stands, and a column that can be assigned", () => {
  const sources = [
    ["src/outbox/mail.entity.ts", ENTITY.replace("readonly ", "")],
    ["src/outbox/mail-states.ts", MACHINE],
    ["src/verification/ask.ts", "\nawait tx.manager.update(\n  Mail,\n  { id }, { sealed: null });\n"],
  ] as const;
  expect(findStateProblems(sources)).toEqual([
    "src/outbox/mail.entity.ts: Mail.state has a table of states; say readonly",
    "src/verification/ask.ts:2: goes past the table of states; use updateRows, moveRows or saveColumns",
  ]);
});
