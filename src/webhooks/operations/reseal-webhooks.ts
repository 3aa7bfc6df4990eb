import type { KeyRing } from "../../config/index.js";
import { type Transaction, updateRows } from "../../database/index.js";
import { KEY_ID_LENGTH, SealBrokenError } from "../../outbox/index.js";
import { Webhook } from "../webhook.entity.js";
import { openSecrets, sealSecrets } from "../webhook-secret.js";

const ROWS_PER_CALL = 200;

/**
 * Seals under the secret in use what is still sealed under one before it, so that that one can go. Returns how many; call
 * again until it is 0. What no secret opens is left as it is, and its webhook fails until its own secret is rotated.
 */
export async function resealWebhooks(tx: Transaction, ring: KeyRing): Promise<number> {
  const webhooks = await tx.manager
    .createQueryBuilder(Webhook, "webhook")
    .where("SUBSTR(webhook.sealedSecrets, 1, :length) IN (:...former)", {
      length: KEY_ID_LENGTH,
      // Never an empty list, which is no SQL.
      former: ["", ...ring.all.filter((each) => each !== ring.current).map(({ id }) => id)],
    })
    .orderBy("webhook.id")
    .limit(ROWS_PER_CALL)
    .getMany();
  let resealed = 0;
  for (const webhook of webhooks) {
    const secrets = secretsOrNull(ring, webhook);
    if (secrets === null) continue;
    const sealedSecrets = sealSecrets(ring, webhook.id, secrets);
    await updateRows(tx, Webhook, { id: webhook.id }, { sealedSecrets });
    resealed += 1;
  }
  return resealed;
}

function secretsOrNull(ring: KeyRing, webhook: Webhook) {
  try {
    return openSecrets(ring, webhook);
  } catch (error) {
    if (error instanceof SealBrokenError) return null;
    throw error;
  }
}
