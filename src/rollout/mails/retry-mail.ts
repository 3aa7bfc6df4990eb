import { recordAudit } from "../../audit/index.js";
import { lockRow, type Transaction, updateRows } from "../../database/index.js";
import { type Actor, because, conflict, notFound, requireRole } from "../../kernel/index.js";
import { hintMailIsQueued, OutboxMail } from "../../outbox/index.js";

/** A mail that waits for its next try is tried at once. What was given up has no links any more: its cause is asked anew. */
export async function retryMail(tx: Transaction, actor: Actor, id: string): Promise<OutboxMail> {
  requireRole(actor, "OPERATOR");
  const mail = await lockRow(tx, OutboxMail, { id });
  if (mail === null) throw notFound("Mail");
  if (mail.state !== "QUEUED") {
    throw conflict(
      because("NOT_IN_THIS_STATE", { state: mail.state }),
      "id",
      `A mail that is ${mail.state} is not tried again`,
    );
  }
  await updateRows(tx, OutboxMail, { id: mail.id }, { dueAt: tx.now });
  tx.afterCommit(hintMailIsQueued);
  recordAudit(tx, actor, { action: "mail.retried", subject: { kind: "Mail", id: mail.id, label: mail.toAddress } });
  return { ...mail, dueAt: tx.now };
}
