import { recordAudit } from "../../audit/index.js";
import { type Transaction, updateRows } from "../../database/index.js";
import { type Actor, badInput, because } from "../../kernel/index.js";
import { Webhook } from "../webhook.entity.js";
import { lockWebhook, webhookForAudit } from "../webhook.queries.js";
import { newWebhookSecret, openSecrets, sealSecrets } from "../webhook-secret.js";
import type { WebhookRules, WebhookWithSecret } from "./create-webhook.js";

export const DEFAULT_FORMER_HOURS = 24;
const MAX_FORMER_HOURS = 168;
const HOUR_MS = 60 * 60 * 1_000;

export interface SecretRotation {
  readonly id: string;
  readonly formerHours?: number | undefined;
}

/** Until then messages are signed with both secrets; 0 hours for one that somebody else has learnt. */
export async function rotateWebhookSecret(
  tx: Transaction,
  actor: Actor,
  { keys }: Pick<WebhookRules, "keys">,
  { id, formerHours = DEFAULT_FORMER_HOURS }: SecretRotation,
): Promise<WebhookWithSecret> {
  if (formerHours < 0 || formerHours > MAX_FORMER_HOURS) {
    const range = { min: 0, max: MAX_FORMER_HOURS };
    throw badInput(because("OUT_OF_RANGE", range), "formerHours", `Between 0 and ${MAX_FORMER_HOURS} hours`);
  }
  const webhook = await lockWebhook(tx, actor, id);
  const current = newWebhookSecret();
  const former = formerHours === 0 ? {} : { former: openSecrets(keys.webhookSeal, webhook).current };
  const changes = {
    sealedSecrets: sealSecrets(keys.webhookSeal, webhook.id, { current, ...former }),
    formerSecretUntil: formerHours === 0 ? null : new Date(tx.now.getTime() + formerHours * HOUR_MS),
  };
  Object.assign(webhook, changes);
  await updateRows(tx, Webhook, { id: webhook.id }, changes);
  recordAudit(tx, actor, {
    action: "webhook.secret-rotated",
    subject: webhookForAudit(webhook),
    after: { formerHours },
  });
  return { webhook, secret: current };
}
