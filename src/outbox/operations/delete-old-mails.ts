import { In, LessThan } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { CapturedMail } from "../captured-mail.entity.js";
import { OutboxMail } from "../outbox-mail.entity.js";

/**
 * Removes mails that were done before this moment, at most `most` of each kind, so that the transaction stays short.
 * Returns how many went; as many as `most` means that there may be more.
 */
export async function deleteOldMails(tx: Transaction, before: Date, most = 1_000): Promise<number> {
  const done = await tx.manager.find(OutboxMail, {
    select: { id: true },
    where: { state: In(["SENT", "DEAD", "CANCELLED"]), dueAt: LessThan(before) },
    take: most,
  });
  if (done.length > 0) await tx.manager.delete(OutboxMail, { id: In(done.map(({ id }) => id)) });
  const kept = await tx.manager.find(CapturedMail, {
    select: { id: true },
    where: { keptAt: LessThan(before) },
    take: most,
  });
  if (kept.length > 0) await tx.manager.delete(CapturedMail, { id: In(kept.map(({ id }) => id)) });
  return Math.max(done.length, kept.length);
}
