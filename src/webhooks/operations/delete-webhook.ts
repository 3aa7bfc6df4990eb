import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { Webhook } from "../webhook.entity.js";
import { lockWebhook, webhookForAudit } from "../webhook.queries.js";
import { settingsOf } from "./create-webhook.js";

/** With its messages, also those that wait. */
export async function deleteWebhook(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const webhook = await lockWebhook(tx, actor, id);
  await tx.manager.delete(Webhook, { id: webhook.id });
  recordAudit(tx, actor, { action: "webhook.deleted", subject: webhookForAudit(webhook), before: settingsOf(webhook) });
}
