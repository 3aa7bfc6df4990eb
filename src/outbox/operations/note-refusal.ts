import { type Transaction, updateRows } from "../../database/index.js";
import { OutboxMail } from "../outbox-mail.entity.js";

const MAX_REFUSAL_LENGTH = 1_000;

/** Keeps beside a mail that was already sent what the far side's server said against us. */
export async function noteRefusal(tx: Transaction, mailId: string, words: string): Promise<void> {
  const refusal = words.slice(0, MAX_REFUSAL_LENGTH);
  await updateRows(tx, OutboxMail, { id: mailId }, { refusedAt: tx.now, refusal });
}
