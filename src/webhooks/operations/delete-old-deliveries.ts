import { In, LessThan } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { WebhookDelivery } from "../webhook-delivery.entity.js";

const ROWS_PER_CALL = 500;

/** Forgets messages that were delivered or given up before this moment. Returns how many; call again until it is 0. */
export async function deleteOldDeliveries(tx: Transaction, before: Date): Promise<number> {
  const old = await tx.manager.find(WebhookDelivery, {
    select: { id: true },
    where: { finishedAt: LessThan(before) },
    order: { finishedAt: "ASC" },
    take: ROWS_PER_CALL,
  });
  if (old.length > 0) await tx.manager.delete(WebhookDelivery, { id: In(old.map(({ id }) => id)) });
  return old.length;
}
