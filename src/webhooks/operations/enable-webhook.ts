import { lastSequence, recordAudit } from "../../audit/index.js";
import { moveRows, type Transaction } from "../../database/index.js";
import { type Actor, conflict, requireMayUndo, requireScope } from "../../kernel/index.js";
import { Webhook } from "../webhook.entity.js";
import { lockWebhook, webhookForAudit } from "../webhook.queries.js";
import { isStillMakers, makerKeyOf } from "../webhook-maker.js";
import { WEBHOOK_STATES, WebhookState } from "../webhook-states.js";

/** What waits is sent now, and what happens from now on. What happened in between is asked of `tenantChanges`. */
export async function enableWebhook(tx: Transaction, actor: Actor, id: string): Promise<Webhook> {
  const webhook = await lockWebhook(tx, actor, id);
  requireMayEnable(actor, webhook);
  const to = WEBHOOK_STATES.move(webhook, "ENABLE");
  const changes = {
    disabledBecause: null,
    disabledBy: null,
    // Who enables what a former holder has left takes it over.
    makerKey: isStillMakers(webhook) ? webhook.makerKey : makerKeyOf(actor),
    fromSequence: await lastSequence(tx.manager),
    dueAt: tx.now,
    pausedUntil: tx.now,
    failuresInARow: 0,
    failingSince: null,
  };
  Object.assign(webhook, changes);
  await moveRows(tx, Webhook, { where: { id: webhook.id }, step: { from: [WebhookState.DISABLED], to }, changes });
  recordAudit(tx, actor, { action: "webhook.enabled", subject: webhookForAudit(webhook) });
  return webhook;
}

/** Throws CONFLICT where it is enabled, FORBIDDEN where somebody further up disabled it. */
export function requireMayEnable(actor: Actor, { state, disabledBy }: Webhook): void {
  if (state === WebhookState.ENABLED) throw conflict("NOT_DISABLED", "This webhook is not disabled");
  requireMayUndo(disabledBy, requireScope(actor), "This disabling");
}
