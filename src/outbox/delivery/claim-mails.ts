import { type Database, lockUnheldRows, moveRows, type Transaction } from "../../database/index.js";
import { type Locked, required } from "../../kernel/index.js";
import { MAIL_STATES } from "../mail-states.js";
import { OutboxMail } from "../outbox-mail.entity.js";
import { MAX_ERROR_LENGTH } from "./settle-mail.js";

/** Outlasts a whole batch with every time limit of the transport used up. */
export const LEASE_MS = 10 * 60 * 1_000;

/**
 * Takes up to `most` due mails for this worker, and those of a worker that died with its lease. No two workers get the
 * same one: on MySQL rows that another is taking are skipped, on SQLite claims follow one another.
 */
export async function claimMails(
  database: Database,
  worker: { readonly name: string; readonly messageIdDomain: string },
  most: number,
): Promise<OutboxMail[]> {
  return database.write(async (tx) => {
    const mails = await lockDue(tx, "QUEUED", most);
    if (mails.length < most) mails.push(...(await lockDue(tx, "LEASED", most - mails.length)));
    for (const mail of mails) {
      const from = mail.state;
      const to = MAIL_STATES.move(mail, "CLAIM");
      mail.leasedBy = worker.name;
      mail.attempts += 1;
      mail.messageId ??= `<${mail.id}@${worker.messageIdDomain}>`;
      mail.dueAt = new Date(tx.now.getTime() + LEASE_MS);
      const { id, leasedBy, attempts, messageId, dueAt } = mail;
      await moveRows(tx, OutboxMail, {
        where: { id },
        step: { from: [from], to },
        changes: { leasedBy, attempts, messageId, dueAt },
      });
    }
    return mails;
  });
}

// One state a query, in the order of the index, so that no more rows are locked than taken.
function lockDue(tx: Transaction, state: "QUEUED" | "LEASED", most: number): Promise<Locked<OutboxMail>[]> {
  const query = tx.manager
    .createQueryBuilder(OutboxMail, "mail")
    .where("mail.state = :state AND mail.dueAt <= :now", { state, now: tx.now.getTime() })
    .orderBy("mail.dueAt", "ASC")
    .limit(most);
  return lockUnheldRows(tx, query, "ix_outbox_mail_due");
}

/** Gives mails back untried, as when the worker is told to stop, or no mail can leave. */
export async function releaseMails(
  database: Database,
  mails: readonly OutboxMail[],
  { afterMs = 0, lastError }: { readonly afterMs?: number; readonly lastError?: string } = {},
): Promise<void> {
  if (mails.length === 0) return;
  await database.write(async (tx) => {
    const dueAt = new Date(tx.now.getTime() + afterMs);
    const seen = lastError === undefined ? {} : { lastError: lastError.slice(0, MAX_ERROR_LENGTH) };
    for (const { id, leasedBy, attempts } of mails) {
      const lease = { id, leasedBy: required(leasedBy), attempts };
      const untried = { leasedBy: null, attempts: attempts - 1, dueAt, ...seen };
      await moveRows(tx, OutboxMail, { where: lease, step: MAIL_STATES.step("PUT_OFF"), changes: untried });
    }
  });
}
