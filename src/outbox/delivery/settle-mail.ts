import type { Database, Transaction } from "../../database/index.js";
import { OutboxMail } from "../outbox-mail.entity.js";
import { retryDelayMs } from "./retry-delay.js";

const LONGEST_ERROR = 1_000;

/** Called in the transaction that marks the mail, so that whoever asked for it learns of it exactly when it is so. */
export type MailCallback = (tx: Transaction, mail: OutboxMail) => Promise<void>;

/** Marks a leased mail as sent. Returns false when it is no longer ours: cancelled meanwhile, or the lease ran out. */
export async function markSent(database: Database, mail: OutboxMail, onSent?: MailCallback): Promise<boolean> {
  return database.write(async (tx) => {
    const isOurs = await settle(tx, mail, {
      state: "SENT",
      sentAt: tx.now,
      dueAt: tx.now,
      sealed: null,
      lastError: null,
    });
    if (isOurs) await onSent?.(tx, mail);
    return isOurs;
  });
}

/** Gives a leased mail up for good; it stays visible with its error. */
export async function markDead(
  database: Database,
  mail: OutboxMail,
  error: string,
  onDead?: MailCallback,
): Promise<boolean> {
  return database.write(async (tx) => {
    const lastError = error.slice(0, LONGEST_ERROR);
    const isOurs = await settle(tx, mail, { state: "DEAD", dueAt: tx.now, sealed: null, lastError });
    if (isOurs) await onDead?.(tx, mail);
    return isOurs;
  });
}

/** Puts a leased mail back for a later attempt. */
export async function putOff(database: Database, mail: OutboxMail, error: string): Promise<boolean> {
  return database.write((tx) =>
    settle(tx, mail, {
      state: "QUEUED",
      dueAt: new Date(tx.now.getTime() + retryDelayMs(mail.attempts)),
      lastError: error.slice(0, LONGEST_ERROR),
    }),
  );
}

// The worker's name and the number of the attempt fence off a lease that has meanwhile gone to somebody else.
async function settle(tx: Transaction, mail: OutboxMail, change: Partial<OutboxMail>): Promise<boolean> {
  const { id, leasedBy, attempts } = mail;
  const lease = { id, leasedBy: leasedBy!, attempts, state: "LEASED" as const };
  const result = await tx.manager.update(OutboxMail, lease, { ...change, leasedBy: null } as never);
  return (result.affected ?? 0) > 0;
}
