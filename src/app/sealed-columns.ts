import { sealedTotpSecrets } from "../access/index.js";
import type { ReadyConfiguration } from "../config/index.js";
import type { SealedColumn } from "../outbox/index.js";
import { sealedWebhookSecrets } from "../webhooks/index.js";

/** Every secret that is kept and must be readable again: sealed anew after a change of JWT_SECRET, and counted by `doctor`. */
export function sealedColumns({ keys }: ReadyConfiguration): readonly SealedColumn[] {
  return [sealedTotpSecrets(keys.secondFactorSeal), sealedWebhookSecrets(keys.webhookSeal)];
}
