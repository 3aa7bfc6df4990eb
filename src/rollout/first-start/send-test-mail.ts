import { randomInt } from "node:crypto";
import { recordAudit } from "../../audit/index.js";
import { insertRow, lockRow, type Transaction } from "../../database/index.js";
import { type Actor, newIdentifier, newInstance, requireEmailAddress, requireRole } from "../../kernel/index.js";
import { queuePlainMail, spendOwn, strangerAt } from "../../outbox/index.js";
import { platformBranding } from "../../tenancy/index.js";
import { MailTest } from "./mail-test.entity.js";
import { keyOfTestMail, MAIL_TEST_ID } from "./mail-test.queries.js";

/** Of all operators together. */
const TESTS_PER_HOUR = { name: "test mails", windowMs: 60 * 60 * 1_000, max: 10 };

/**
 * Sends a mail the way that all of ours go, with a code that only whoever reads it can know. Nobody at the address need
 * have to do with us, so it is written to as a stranger is. Throws RATE_LIMITED.
 */
export async function sendTestMail(tx: Transaction, actor: Actor, to: string): Promise<MailTest> {
  requireRole(actor, "OPERATOR");
  const { typed: address } = requireEmailAddress(to, "input.to");
  await spendOwn(tx, TESTS_PER_HOUR, "test mails an hour");
  const { language, ...brand } = await platformBranding(tx.manager);
  const test = {
    testId: newIdentifier(),
    toAddress: address,
    code: String(randomInt(1_000_000)).padStart(6, "0"),
    askedAt: tx.now,
    arrivedAt: null,
  };
  await queuePlainMail(tx, {
    uniqueKey: keyOfTestMail(test.testId),
    template: "mail-test",
    language,
    to: strangerAt(address, ""),
    parameters: { ...brand, address, code: test.code },
  });
  recordAudit(tx, actor, { action: "mail.tested", subject: { kind: "Mail", id: test.testId, label: address } });
  const before = await lockRow(tx, MailTest, { id: MAIL_TEST_ID });
  if (before === null) {
    const first = newInstance(MailTest, { ...test, id: MAIL_TEST_ID, lastArrivedAt: null });
    await insertRow(tx, MailTest, first);
    return first;
  }
  await tx.manager.update(MailTest, { id: MAIL_TEST_ID }, test);
  return newInstance(MailTest, { ...before, ...test });
}
