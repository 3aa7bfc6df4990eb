import type { EntityManager, SelectQueryBuilder } from "typeorm";
import { type Database, lockUnheldRows, updateRows } from "../../database/index.js";
import { Webhook } from "../webhook.entity.js";
import { WebhookState } from "../webhook-states.js";

/** Longer than the tries of one batch take; a process that dies with it keeps others from it for as long. */
export const HELD_MS = 60_000;

function due(manager: EntityManager, isSlow: boolean, now: Date): SelectQueryBuilder<Webhook> {
  return manager
    .createQueryBuilder(Webhook, "webhook")
    .where("webhook.state = :state AND webhook.isSlow = :isSlow AND webhook.dueAt <= :now", {
      state: WebhookState.ENABLED,
      isSlow: Number(isSlow),
      now: now.getTime(),
    })
    .andWhere("webhook.pausedUntil <= :now AND webhook.heldUntil <= :now")
    .orderBy("webhook.dueAt", "ASC")
    .limit(1);
}

/** A webhook for which something is to be sent, and for a while nobody else sends for it; null where there is none. */
export async function claimWebhook(database: Database, isSlow: boolean, now: Date): Promise<Webhook | null> {
  // Looked for before: a worker with nothing to do opens no transaction.
  if ((await due(database.reader, isSlow, now).getOne()) === null) return null;
  return database.write(async (tx) => {
    const [webhook] = await lockUnheldRows(tx, due(tx.manager, isSlow, tx.now), "ix_webhook_due");
    if (webhook === undefined) return null;
    webhook.heldUntil = new Date(tx.now.getTime() + HELD_MS);
    await updateRows(tx, Webhook, { id: webhook.id }, { heldUntil: webhook.heldUntil });
    return webhook;
  });
}
