import { In } from "typeorm";
import { findEndedMakers } from "../../access/index.js";
import { inBatches, lockRows, type Transaction } from "../../database/index.js";
import { mayUndo, requireScope, scopeCovers } from "../../kernel/index.js";
import { Webhook } from "../webhook.entity.js";
import { WebhookEnd, WebhookState } from "../webhook-states.js";
import { disableFoundWebhook } from "./disable-webhook.js";

/**
 * Commit step: the act that ends everything somebody made disables their webhooks too, as far as the actor reaches. A
 * stolen session would else go on hearing what happens.
 */
export async function endWebhooksOfMakers(tx: Transaction): Promise<void> {
  const ended = findEndedMakers(tx);
  if (ended === undefined) return;
  const { actor, reason, ids } = ended;
  const scope = requireScope(actor);
  for (const some of inBatches([...ids].sort())) {
    const webhooks = await lockRows(tx, Webhook, { madeById: In(some), state: WebhookState.ENABLED });
    for (const webhook of webhooks) {
      if (!scopeCovers(scope, webhook) || !mayUndo(webhook.setBy, scope)) continue;
      await disableFoundWebhook(tx, actor, { webhook, disabledBecause: WebhookEnd.BY_HAND, reason });
    }
  }
}
