import { createHmac, randomBytes } from "node:crypto";
import type { KeyRing } from "../config/index.js";
import { createSealer, type SealedColumn } from "../outbox/index.js";
import { Webhook } from "./webhook.entity.js";

/** Standard Webhooks 1.0, "Symmetric signatures": `whsec_` and base64 of 24 to 64 octets. */
const PREFIX = "whsec_";
const SECRET_OCTETS = 32;

export interface WebhookSecrets {
  readonly current: string;
  readonly former?: string;
}

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_OCTETS).toString("base64");
}

/** Where the secrets of webhooks lie. */
export function sealedWebhookSecrets(ring: KeyRing): SealedColumn {
  return { title: "WEBHOOKS", Entity: Webhook, column: "sealedSecrets", ring };
}

export function sealSecrets(ring: KeyRing, webhookId: string, secrets: WebhookSecrets): string {
  return createSealer(ring).seal(webhookId, { ...secrets });
}

/** Throws SealBrokenError where no secret of the platform opens it any more. */
export function openSecrets(
  ring: KeyRing,
  { id, sealedSecrets }: { id: string; sealedSecrets: string },
): WebhookSecrets {
  const { current = "", former } = createSealer(ring).open(id, sealedSecrets);
  return former === undefined ? { current } : { current, former };
}

/** `webhook-signature` over id, time (epoch seconds) and body, one signature for each secret. */
export function signatureOf(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
    })
    .join(" ");
}
