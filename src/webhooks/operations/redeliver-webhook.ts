import { In } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import { inBatches, moveRows, type Transaction } from "../../database/index.js";
import { requireExpectedCount } from "../../graphql/index.js";
import { type Actor, badInput, because, notFound } from "../../kernel/index.js";
import { noteDue } from "../sending/queue-deliveries.js";
import type { Webhook } from "../webhook.entity.js";
import { lockWebhook, webhookForAudit } from "../webhook.queries.js";
import { WebhookDelivery } from "../webhook-delivery.entity.js";
import { DELIVERY_STATES, DeliveryState } from "../webhook-states.js";

const MAX_DELIVERIES = 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface RedeliverWebhook {
  readonly id: string;
  readonly deliveryIds?: readonly string[] | null;
  /** Of all that the call finds, past its limit too. */
  readonly expectedCount?: number;
}

export interface Redelivered {
  readonly webhook: Webhook;
  readonly count: number;
  /** There are more that were given up: call again. */
  readonly hasMore: boolean;
}

/**
 * Sends these messages again, delivered ones too, or without `deliveryIds` all that were given up, the oldest first. They keep
 * their `webhook-id`. Throws NOT_FOUND for one of another webhook.
 */
export async function redeliverWebhook(
  tx: Transaction,
  actor: Actor,
  { id, deliveryIds, expectedCount }: RedeliverWebhook,
  deliveryDays: number,
): Promise<Redelivered> {
  const webhook = await lockWebhook(tx, actor, id);
  const wanted = deliveryIds ? await named(tx, webhook, deliveryIds) : await givenUp(tx, webhook);
  if (expectedCount !== undefined) {
    const all = { webhookId: webhook.id, state: DeliveryState.DEAD };
    const found = deliveryIds ? wanted.length : await tx.manager.countBy(WebhookDelivery, all);
    requireExpectedCount({ expectedCount }, found, "expectedCount");
  }
  const ids = wanted.slice(0, MAX_DELIVERIES).map((delivery) => delivery.id);
  const endsAt = new Date(tx.now.getTime() + deliveryDays * DAY_MS);
  for (const batch of inBatches(ids)) {
    const again = { dueAt: tx.now, endsAt, attempts: 0, finishedAt: null };
    await moveRows(tx, WebhookDelivery, {
      where: { id: In(batch) },
      step: DELIVERY_STATES.step("REDELIVER"),
      changes: again,
    });
  }
  await noteDue(tx, [webhook.id]);
  recordAudit(tx, actor, {
    action: "webhook.redelivered",
    subject: webhookForAudit(webhook),
    after: { count: ids.length },
  });
  return { webhook, count: ids.length, hasMore: wanted.length > MAX_DELIVERIES };
}

async function givenUp(tx: Transaction, { id: webhookId }: Webhook): Promise<WebhookDelivery[]> {
  const where = { webhookId, state: DeliveryState.DEAD };
  return tx.manager.find(WebhookDelivery, { where, order: { sequence: "ASC", id: "ASC" }, take: MAX_DELIVERIES + 1 });
}

async function named(tx: Transaction, webhook: Webhook, deliveryIds: readonly string[]): Promise<WebhookDelivery[]> {
  if (deliveryIds.length === 0 || deliveryIds.length > MAX_DELIVERIES) {
    const range = { min: 1, max: MAX_DELIVERIES };
    throw badInput(because("BATCH_SIZE", range), "deliveryIds", `1 to ${MAX_DELIVERIES} at a time`);
  }
  const ids = [...new Set(deliveryIds)];
  const found: WebhookDelivery[] = [];
  for (const batch of inBatches(ids)) {
    found.push(...(await tx.manager.findBy(WebhookDelivery, { id: In(batch), webhookId: webhook.id })));
  }
  if (found.length < ids.length) throw notFound("WebhookDelivery", "deliveryIds");
  return found;
}
