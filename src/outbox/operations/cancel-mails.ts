import { In } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { OutboxMail } from "../outbox-mail.entity.js";

/**
 * Takes back every mail about this row that is not done. One that a worker is sending this moment may still arrive, but
 * is not tried again. Returns how many were cancelled.
 */
export async function cancelMails(tx: Transaction, subjectId: string): Promise<number> {
  const result = await tx.manager.update(
    OutboxMail,
    { subjectId, state: In(["QUEUED", "LEASED"]) },
    { state: "CANCELLED", sealed: null, leasedBy: null },
  );
  return result.affected ?? 0;
}
