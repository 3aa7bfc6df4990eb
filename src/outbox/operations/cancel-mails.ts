import { moveRows, type Transaction } from "../../database/index.js";
import { MAIL_STATES } from "../mail-states.js";
import { OutboxMail } from "../outbox-mail.entity.js";

/**
 * Takes back every mail about this row that is not done. One that a worker is sending this moment may still arrive, but
 * is not tried again. Returns how many were cancelled.
 */
export function cancelMails(tx: Transaction, subjectId: string): Promise<number> {
  return moveRows(tx, OutboxMail, {
    where: { subjectId },
    step: MAIL_STATES.step("CANCEL"),
    changes: { sealed: null, leasedBy: null },
  });
}

/** Takes a mail back that waits for a worker, because another says it as well or nothing is to be said; it is locked. */
export async function replaceMail(tx: Transaction, { id }: Pick<OutboxMail, "id">): Promise<void> {
  await moveRows(tx, OutboxMail, { where: { id }, step: MAIL_STATES.step("REPLACE"), changes: { sealed: null } });
}

/** The same for mails of one template about this row that nobody has tried. Returns how many there were. */
export function replaceUntried(tx: Transaction, subjectId: string, template: string): Promise<number> {
  const untried = { subjectId, template, attempts: 0 };
  return moveRows(tx, OutboxMail, { where: untried, step: MAIL_STATES.step("REPLACE"), changes: { sealed: null } });
}
