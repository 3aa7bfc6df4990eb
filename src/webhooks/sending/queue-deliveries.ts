import { In, MoreThan } from "typeorm";
import { AuditEvent, lastSequence, readerKeysOf } from "../../audit/index.js";
import { inBatches, insertRows, lockRow, lockRows, type Transaction, updateRows } from "../../database/index.js";
import { newIdentifier, newInstance, required, SYSTEM_ACTOR } from "../../kernel/index.js";
import { disableFoundWebhook } from "../operations/disable-webhook.js";
import { Webhook } from "../webhook.entity.js";
import { WebhookDelivery } from "../webhook-delivery.entity.js";
import { isStillMakers } from "../webhook-maker.js";
import { WebhookPosition } from "../webhook-position.entity.js";
import { DeliveryState, WebhookEnd, WebhookState } from "../webhook-states.js";

const EVENTS_PER_CALL = 500;

/**
 * Makes the messages of the next events for the webhooks that want them, in one transaction with how far it came: each
 * event once for each webhook, whichever process does it. Returns how many events it passed; call again until it is 0.
 */
export async function queueDeliveries(tx: Transaction, deliveryDays: number): Promise<number> {
  const position = required(await lockRow(tx, WebhookPosition, { id: 1 }));
  const end = Math.min(await lastSequence(tx.manager), position.sequence + EVENTS_PER_CALL);
  if (end <= position.sequence) return 0;
  const webhooks = await enabledWebhooks(tx);
  if (webhooks.length > 0) {
    const events = await tx.manager.find(AuditEvent, {
      where: { sequence: MoreThan(position.sequence) },
      order: { sequence: "ASC" },
      take: end - position.sequence,
    });
    const deliveries = events.flatMap((event) => deliveriesOf(event, webhooks, tx.now, deliveryDays));
    await noteDue(tx, [...new Set(deliveries.map(({ webhookId }) => webhookId))]);
    await insertRows(tx, WebhookDelivery, deliveries);
  }
  await updateRows(tx, WebhookPosition, { id: 1 }, { sequence: end });
  return end - position.sequence;
}

/** Those of a holder whom what they are about has left end here, before anything more is told to them. */
async function enabledWebhooks(tx: Transaction): Promise<Webhook[]> {
  const webhooks = await tx.manager.findBy(Webhook, { state: WebhookState.ENABLED });
  const left = webhooks.filter((webhook) => !isStillMakers(webhook)).map(({ id }) => id);
  const ending = left.length === 0 ? [] : await lockRows(tx, Webhook, { id: In(left), state: WebhookState.ENABLED });
  for (const webhook of ending)
    await disableFoundWebhook(tx, SYSTEM_ACTOR, { webhook, disabledBecause: WebhookEnd.FORMER_HOLDER });
  return webhooks.filter(isStillMakers);
}

function deliveriesOf(event: AuditEvent, webhooks: readonly Webhook[], now: Date, deliveryDays: number) {
  const keys = new Set(readerKeysOf(event));
  return webhooks
    .filter(
      ({ readerKey, kinds, fromSequence }) =>
        event.sequence > fromSequence &&
        (readerKey === null || keys.has(readerKey)) &&
        (kinds === null || kinds.includes(event.action)),
    )
    .map(({ id: webhookId }) =>
      newDelivery(
        { webhookId, sequence: event.sequence, subjectKey: event.subjectId, type: event.action },
        now,
        deliveryDays,
      ),
    );
}

const DAY_MS = 24 * 60 * 60 * 1_000;

export function newDelivery(
  message: Pick<WebhookDelivery, "webhookId" | "sequence" | "type"> & { readonly subjectKey: string | null },
  now: Date,
  deliveryDays: number,
): WebhookDelivery {
  const id = newIdentifier();
  return newInstance(WebhookDelivery, {
    ...message,
    id,
    subjectKey: message.subjectKey ?? id,
    state: DeliveryState.WAITING,
    attempts: 0,
    dueAt: now,
    createdAt: now,
    endsAt: new Date(now.getTime() + deliveryDays * DAY_MS),
    lastAttemptAt: null,
    statusCode: null,
    error: null,
    excerpt: null,
    durationMs: null,
    finishedAt: null,
  });
}

/** Before their messages are inserted, so that this transaction waits for a worker that is ending its turn, and not both for each other. */
export async function noteDue(tx: Transaction, webhookIds: readonly string[]): Promise<void> {
  for (const batch of inBatches(webhookIds)) await updateRows(tx, Webhook, { id: In(batch) }, { dueAt: tx.now });
}
