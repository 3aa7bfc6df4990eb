import { recordAudit } from "../../audit/index.js";
import { insertRow, type Transaction } from "../../database/index.js";
import { type Actor } from "../../kernel/index.js";
import { TEST_TYPE } from "../sending/message-body.js";
import { newDelivery, noteDue } from "../sending/queue-deliveries.js";
import { lockWebhook, requireEnabled, webhookForAudit } from "../webhook.queries.js";
import { WebhookDelivery } from "../webhook-delivery.entity.js";

/** Queues a message that tells of nothing. Throws CONFLICT for a webhook that is disabled. */
export async function testWebhook(
  tx: Transaction,
  actor: Actor,
  id: string,
  deliveryDays: number,
): Promise<WebhookDelivery> {
  const webhook = await lockWebhook(tx, actor, id);
  requireEnabled(webhook);
  const message = { webhookId: webhook.id, sequence: null, subjectKey: null, type: TEST_TYPE };
  const delivery = newDelivery(message, tx.now, deliveryDays);
  await insertRow(tx, WebhookDelivery, delivery);
  await noteDue(tx, [webhook.id]);
  recordAudit(tx, actor, { action: "webhook.tested", subject: webhookForAudit(webhook) });
  return delivery;
}
