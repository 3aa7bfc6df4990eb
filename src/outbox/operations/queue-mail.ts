import { insertRow, isUniqueViolation, type Transaction } from "../../database/index.js";
import { newIdentifier } from "../../kernel/index.js";
import { traceparentHere } from "../../tracing/index.js";
import { OutboxMail } from "../outbox-mail.entity.js";
import type { Recipient } from "../recipient.js";
import type { MailSecrets, Sealer } from "../sealer.js";
import { hintMailIsQueued } from "../wake.js";
import { noteQueuedMail } from "./place-queued-mails.js";

export interface MailToQueue {
  /** What must happen once only, for instance `question:<verification id>`; at most 128 characters. */
  readonly uniqueKey: string;
  readonly template: string;
  /** A BCP 47 tag; templates fall back to English. */
  readonly language: string;
  readonly to: Recipient;
  /** Kept readable with the row, also after sending. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Tokens for links: sealed, and wiped once the mail is done. */
  readonly secrets?: MailSecrets;
  /** Envelope return path, where bounces of this mail go; without it the platform's sender. */
  readonly returnPath?: string;
  /** The row the mail is about; `cancelMails` finds it by this. */
  readonly subjectId?: string;
  readonly notBefore?: Date;
}

/**
 * Writes a mail that is sent once this transaction has committed and its mailbox has room (`placeQueuedMails`). Returns
 * false, and changes nothing, when one with the same unique key is there already.
 */
export async function queueMail(tx: Transaction, sealer: Sealer, mail: MailToQueue): Promise<boolean> {
  const id = newIdentifier();
  const dueAt = mail.notBefore ?? tx.now;
  try {
    // On both engines a refused row undoes its own statement only, and the transaction goes on.
    await insertRow(tx, OutboxMail, {
      id,
      uniqueKey: mail.uniqueKey,
      messageId: null,
      template: mail.template,
      language: mail.language,
      toAddress: mail.to.address,
      returnPath: mail.returnPath ?? null,
      parameters: mail.parameters,
      sealed: mail.secrets === undefined ? null : sealer.seal(id, mail.secrets),
      subjectId: mail.subjectId ?? null,
      state: "QUEUED",
      attempts: 0,
      dueAt,
      leasedBy: null,
      lastError: null,
      refusedAt: null,
      refusal: null,
      reply: null,
      traceparent: traceparentHere(),
      createdAt: tx.now,
      sentAt: null,
    });
  } catch (error) {
    if (isUniqueViolation(error, "ux_outbox_mail_key", "outbox_mail.uniqueKey")) return false;
    throw error;
  }
  noteQueuedMail(tx, { id, to: mail.to, dueAt });
  tx.afterCommit(hintMailIsQueued);
  return true;
}

/** The same for a mail whose links hold no token, so that nothing need be sealed. */
export function queuePlainMail(tx: Transaction, mail: Omit<MailToQueue, "secrets">): Promise<boolean> {
  return queueMail(tx, NOTHING_TO_SEAL, mail);
}

const NOTHING_TO_SEAL: Sealer = {
  seal() {
    throw new Error("a plain mail has no secrets");
  },
  open() {
    throw new Error("a plain mail has no secrets");
  },
};
