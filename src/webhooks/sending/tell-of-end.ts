import type { Transaction } from "../../database/index.js";
import { queuePlainMail } from "../../outbox/index.js";
import { administratorsOf } from "../../rollout/index.js";
import { brandingFor, platformBranding } from "../../tenancy/index.js";
import type { Webhook } from "../webhook.entity.js";

/** Tells the administrators of its scope that nothing is sent to a webhook any more, because of its receiver. */
export async function tellOfEnd(tx: Transaction, webhook: Webhook): Promise<void> {
  const { id, name, url, resellerPath, domainId, failingSince } = webhook;
  const { language, ...brand } =
    resellerPath === null ? await platformBranding(tx.manager) : await brandingFor(tx.manager, resellerPath);
  for (const { administrator, mailbox } of await administratorsOf(tx.manager, { resellerPath, domainId })) {
    await queuePlainMail(tx, {
      uniqueKey: `webhook:${id}:${tx.now.getTime()}:${administrator.id}`,
      template: "webhook-disabled",
      language: administrator.language ?? language,
      to: mailbox,
      subjectId: id,
      parameters: { ...brand, name, host: new URL(url).host, since: (failingSince ?? tx.now).getTime() },
    });
  }
}
