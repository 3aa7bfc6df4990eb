import { recordAudit } from "../../audit/index.js";
import { moveRows, type Transaction } from "../../database/index.js";
import { type Actor, type Locked, rankOf, requireScope } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import { Webhook } from "../webhook.entity.js";
import { lockWebhook, requireEnabled, webhookForAudit } from "../webhook.queries.js";
import { WEBHOOK_STATES, WebhookEnd } from "../webhook-states.js";

/** What happens from now on is not for it. What waits goes on when it is enabled again. */
export async function disableWebhook(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Webhook> {
  const webhook = await lockWebhook(tx, actor, id);
  requireEnabled(webhook);
  return disableFoundWebhook(tx, actor, {
    webhook,
    disabledBecause: WebhookEnd.BY_HAND,
    reason: optionalReason(reason),
  });
}

export interface WebhookToDisable {
  readonly webhook: Locked<Webhook>;
  readonly disabledBecause: WebhookEnd;
  readonly reason?: string | null | undefined;
}

export async function disableFoundWebhook(
  tx: Transaction,
  actor: Actor,
  { webhook, disabledBecause, reason = null }: WebhookToDisable,
): Promise<Webhook> {
  const disabledBy = disabledBecause === WebhookEnd.BY_HAND ? rankOf(requireScope(actor)) : null;
  const from = webhook.state;
  const to = WEBHOOK_STATES.move(webhook, "DISABLE");
  Object.assign(webhook, { disabledBecause, disabledBy });
  await moveRows(tx, Webhook, {
    where: { id: webhook.id },
    step: { from: [from], to },
    changes: { disabledBecause, disabledBy },
  });
  recordAudit(tx, actor, {
    action: "webhook.disabled",
    subject: webhookForAudit(webhook),
    after: { because: disabledBecause },
    reason,
  });
  return webhook;
}
