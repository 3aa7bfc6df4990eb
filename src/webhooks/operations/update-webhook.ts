import { makerOf } from "../../access/index.js";
import { recordAudit } from "../../audit/index.js";
import { type Transaction, updateRows } from "../../database/index.js";
import { type Actor, rankOf, requireScope, requireUnchanged, type WithRowIds } from "../../kernel/index.js";
import { requireLine } from "../../tenancy/index.js";
import { wantedKinds } from "../../tenant-changes/index.js";
import { Webhook } from "../webhook.entity.js";
import type { UpdateWebhookInput } from "../webhook.input.js";
import { lockWebhook, webhookForAudit } from "../webhook.queries.js";
import { requireWebhookUrl } from "../webhook-url.js";
import { MAX_NAME_LENGTH, settingsOf, type WebhookRules } from "./create-webhook.js";

/** Parts that are left out stay. What waits goes to the new address. */
export async function updateWebhook(
  tx: Transaction,
  actor: Actor,
  { arePrivateWebhooksAllowed }: Pick<WebhookRules, "arePrivateWebhooksAllowed">,
  { id, name, url, kinds, ifUpdatedAt }: WithRowIds<UpdateWebhookInput>,
): Promise<Webhook> {
  const webhook = await lockWebhook(tx, actor, id);
  requireUnchanged(webhook, ifUpdatedAt, "input.ifUpdatedAt");
  const before = settingsOf(webhook);
  const changes = {
    ...(name === undefined ? {} : { name: requireLine(name, "input.name", MAX_NAME_LENGTH) }),
    // Where it leads is what whoever set it last answers for.
    ...(url === undefined ? {} : { url: requireWebhookUrl(url, arePrivateWebhooksAllowed), ...makerOf(actor) }),
    ...(kinds === undefined ? {} : { kinds: wantedKinds(kinds, "input.kinds") }),
    setBy: rankOf(requireScope(actor)),
    updatedAt: tx.now,
  };
  Object.assign(webhook, changes);
  await updateRows(tx, Webhook, { id: webhook.id }, changes);
  recordAudit(tx, actor, {
    action: "webhook.updated",
    subject: webhookForAudit(webhook),
    before,
    after: settingsOf(webhook),
  });
  return webhook;
}
