import { moveRows, type Transaction, updateRows } from "../../database/index.js";
import { type MailLimits, placeMail } from "../budgets/place-mail.js";
import { MAIL_STATES } from "../mail-states.js";
import { OutboxMail } from "../outbox-mail.entity.js";
import type { Recipient } from "../recipient.js";

interface QueuedMail {
  readonly id: string;
  readonly to: Recipient;
  readonly dueAt: Date;
}

const QUEUED = Symbol("mails queued by this transaction");

export function noteQueuedMail(tx: Transaction, mail: QueuedMail): void {
  tx.collect<QueuedMail[]>(QUEUED, () => []).push(mail);
}

/** What this room does not know of a mailbox. */
export interface MailPlaces {
  /** Asked for once, and only where a mail was queued. */
  limits(): Promise<MailLimits>;
  /** The mailbox that an address is delivered to, as `mailboxOf` gives it. */
  mailboxAt(address: string): Promise<string>;
}

/**
 * The one way of a mail out of the transaction that queued it: it counts against the budget of its mailbox, waits for the
 * first day that has room, and is given up, visibly, where none has within a week.
 */
export async function placeQueuedMails(tx: Transaction, places: MailPlaces): Promise<void> {
  const queued = tx.collected<QueuedMail[]>(QUEUED) ?? [];
  const bounded = queued.filter(({ to }) => to.standing !== "TURN_TAKEN");
  if (bounded.length === 0) return;
  const limits = await places.limits();
  for (const { id, to, dueAt } of bounded) {
    const at = await placeMail(tx, to, { mailbox: await places.mailboxAt(to.address), from: dueAt, limits });
    if (at === null) {
      const lastError = "This mailbox has had its mails for days ahead";
      await moveRows(tx, OutboxMail, {
        where: { id },
        step: MAIL_STATES.step("FIND_NO_ROOM"),
        changes: { sealed: null, lastError },
      });
    } else if (at > dueAt) {
      await updateRows(tx, OutboxMail, { id }, { dueAt: at });
    }
  }
}
