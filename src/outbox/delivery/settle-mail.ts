import { type Database, moveRows, type Transaction } from "../../database/index.js";
import { type Changeable, newInstance, required } from "../../kernel/index.js";
import { MAIL_STATES } from "../mail-states.js";
import { OutboxMail } from "../outbox-mail.entity.js";
import { retryDelayMs } from "./retry-delay.js";

/** Characters. */
export const MAX_ERROR_LENGTH = 1_000;

/**
 * Called in the transaction that marks the mail, with the mail as marked, so that whoever asked for it learns of it
 * exactly when it is so.
 */
export type MailCallback = (tx: Transaction, mail: OutboxMail) => Promise<void>;

/**
 * Marks a leased mail as sent, with what the next server replied. Returns false when it is no longer ours: cancelled
 * meanwhile, or the lease ran out.
 */
export async function markSent(
  database: Database,
  mail: OutboxMail,
  reply: string | null,
  onSent?: MailCallback,
): Promise<boolean> {
  return database.write(async (tx) => {
    const settled = await settle(tx, mail, "DELIVER", {
      sentAt: tx.now,
      dueAt: tx.now,
      sealed: null,
      lastError: null,
      reply: reply?.slice(0, MAX_ERROR_LENGTH) ?? null,
    });
    if (settled !== null) await onSent?.(tx, settled);
    return settled !== null;
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
    const lastError = error.slice(0, MAX_ERROR_LENGTH);
    const settled = await settle(tx, mail, "GIVE_UP", { dueAt: tx.now, sealed: null, lastError });
    if (settled !== null) await onDead?.(tx, settled);
    return settled !== null;
  });
}

/** A server that refuses us is not asked again within the hour. */
const MIN_DELAY_AFTER_REFUSAL_MS = 60 * 60 * 1_000;

/** Puts a leased mail back for a later attempt; `refusal` is what the far side has against us, kept for the operator. */
export async function putOff(
  database: Database,
  mail: OutboxMail,
  { error, refusal }: { readonly error: string; readonly refusal?: string },
  onRefused?: MailCallback,
): Promise<boolean> {
  return database.write(async (tx) => {
    const delayMs = Math.max(retryDelayMs(mail.attempts), refusal === undefined ? 0 : MIN_DELAY_AFTER_REFUSAL_MS);
    const dueAt = new Date(tx.now.getTime() + delayMs);
    const refused = refusal === undefined ? {} : { refusedAt: tx.now, refusal: refusal.slice(0, MAX_ERROR_LENGTH) };
    const lastError = error.slice(0, MAX_ERROR_LENGTH);
    const settled = await settle(tx, mail, "PUT_OFF", { dueAt, lastError, ...refused });
    if (settled !== null && refusal !== undefined) await onRefused?.(tx, settled);
    return settled !== null;
  });
}

// The worker's name and the number of the attempt fence off a lease that has meanwhile gone to somebody else. Returns the
// mail as it is now, a copy: should the transaction begin again, the lease must be what it was.
async function settle(
  tx: Transaction,
  mail: OutboxMail,
  event: "DELIVER" | "GIVE_UP" | "PUT_OFF",
  changes: Partial<Changeable<OutboxMail>>,
): Promise<OutboxMail | null> {
  const { id, leasedBy, attempts } = mail;
  const lease = { id, leasedBy: required(leasedBy), attempts };
  const step = MAIL_STATES.step(event);
  const settled = { ...changes, leasedBy: null };
  const count = await moveRows(tx, OutboxMail, { where: lease, step, changes: settled });
  return count === 1 ? newInstance(OutboxMail, { ...mail, ...settled, state: step.to }) : null;
}
