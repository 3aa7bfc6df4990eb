import { recordAudit } from "../../audit/index.js";
import { lockRow, type Transaction } from "../../database/index.js";
import { type Actor, badInput, newInstance, notFound, requireRole } from "../../kernel/index.js";
import { MailTest } from "./mail-test.entity.js";
import { MAIL_TEST_ID } from "./mail-test.queries.js";

/** Notes that the last test mail has arrived: whoever knows its code has read it. Again is as well. */
export async function confirmTestMail(tx: Transaction, actor: Actor, code: string): Promise<MailTest> {
  requireRole(actor, "OPERATOR");
  const test = await lockRow(tx, MailTest, { id: MAIL_TEST_ID });
  if (test === null) throw notFound("MailTest");
  if (code.replace(/\s/g, "") !== test.code) {
    throw badInput("TEST_CODE_NOT_MATCHING", "input.code", "This is not the code of the last test mail", "six digits");
  }
  if (test.arrivedAt !== null) return test;
  const arrived = { arrivedAt: tx.now, lastArrivedAt: tx.now };
  await tx.manager.update(MailTest, { id: MAIL_TEST_ID }, arrived);
  recordAudit(tx, actor, {
    action: "mail.test-arrived",
    subject: { kind: "Mail", id: test.testId, label: test.toAddress },
  });
  return newInstance(MailTest, { ...test, ...arrived });
}
