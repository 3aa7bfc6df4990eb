import { IsNull } from "typeorm";
import { makerOf } from "../../access/index.js";
import { lastSequence, readerKeyOf, recordAudit } from "../../audit/index.js";
import type { ReadyConfiguration } from "../../config/index.js";
import { insertRow, type Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  because,
  conflict,
  newIdentifier,
  newInstance,
  placeOfScope,
  rankOf,
  requireScope,
} from "../../kernel/index.js";
import { requireLine, resolveScope } from "../../tenancy/index.js";
import { wantedKinds } from "../../tenant-changes/index.js";
import { Webhook } from "../webhook.entity.js";
import type { CreateWebhookInput } from "../webhook.input.js";
import { webhookForAudit } from "../webhook.queries.js";
import { makerKeyOf } from "../webhook-maker.js";
import { newWebhookSecret, sealSecrets } from "../webhook-secret.js";
import { WebhookState } from "../webhook-states.js";
import { requireWebhookUrl } from "../webhook-url.js";

export const MAX_NAME_LENGTH = 100;
/** Of one scope; each gets every message. */
const MAX_WEBHOOKS = 20;
const NEVER = new Date(0);

export interface WebhookWithSecret {
  readonly webhook: Webhook;
  /** Shown now and never again. */
  readonly secret: string;
}

export type WebhookRules = Pick<ReadyConfiguration, "keys" | "arePrivateWebhooksAllowed">;

/** Messages begin with what is committed after it. */
export async function createWebhook(
  tx: Transaction,
  actor: Actor,
  { keys, arePrivateWebhooksAllowed }: WebhookRules,
  input: CreateWebhookInput,
): Promise<WebhookWithSecret> {
  const scope = await resolveScope(tx.manager, actor, input.scope, "input.scope");
  if (scope.kind === "ACCOUNT") {
    throw badInput("SCOPE_NOT_FITTING", "input.scope", "A webhook is not for one mailbox", "a reseller or a domain");
  }
  const readerKey = readerKeyOf(scope);
  const place = placeOfScope(scope);
  const there = await tx.manager.countBy(Webhook, { readerKey: readerKey ?? IsNull() });
  if (there >= MAX_WEBHOOKS) {
    const limit = MAX_WEBHOOKS;
    throw conflict(because("TOO_MANY_ALREADY", { limit }), `There are ${limit} webhooks of this scope already`);
  }
  const id = newIdentifier();
  const secret = newWebhookSecret();
  const webhook = newInstance(Webhook, {
    id,
    name: requireLine(input.name, "input.name", MAX_NAME_LENGTH),
    url: requireWebhookUrl(input.url, arePrivateWebhooksAllowed),
    kinds: wantedKinds(input.kinds, "input.kinds"),
    resellerId: scope.kind === "RESELLER" ? scope.resellerId : null,
    resellerPath: place.resellerPath,
    domainId: place.domainId,
    readerKey,
    makerKey: makerKeyOf(actor),
    ...makerOf(actor),
    setBy: rankOf(requireScope(actor)),
    state: WebhookState.ENABLED,
    disabledBecause: null,
    disabledBy: null,
    sealedSecrets: sealSecrets(keys.webhookSeal, id, { current: secret }),
    formerSecretUntil: null,
    fromSequence: await lastSequence(tx.manager),
    dueAt: null,
    pausedUntil: NEVER,
    heldUntil: NEVER,
    isSlow: false,
    failuresInARow: 0,
    failingSince: null,
    lastDeliveredAt: null,
    updatedAt: null,
    createdAt: tx.now,
  });
  await insertRow(tx, Webhook, webhook);
  recordAudit(tx, actor, { action: "webhook.created", subject: webhookForAudit(webhook), after: settingsOf(webhook) });
  return { webhook, secret };
}

/** What the trail keeps; an address may hold a token behind its host. */
export function settingsOf({ name, url, kinds }: Webhook) {
  return { name, host: new URL(url).host, kinds };
}
