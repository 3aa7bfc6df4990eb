import { IsNull, Not } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { required } from "../../kernel/index.js";
import { queueMail } from "../../outbox/index.js";
import { Domain, platformBranding } from "../../tenancy/index.js";
import type { AlertKeys } from "./alert-keys.js";
import { claimAlert } from "./claim-alert.js";
import { administratorsOf } from "./recipients.queries.js";

const MAX_CONFLICTS = 200;

/**
 * Tells the operators of domains in which other tenants hold authorizations, once for each: whose one is, only they
 * decide. Returns of how many.
 */
export async function tellConflicts(tx: Transaction, { sealer }: AlertKeys): Promise<number> {
  const domains = await tx.manager.find(Domain, {
    where: { conflictAt: Not(IsNull()) },
    order: { conflictAt: "DESC" },
    take: MAX_CONFLICTS,
  });
  const told: Domain[] = [];
  for (const domain of domains) {
    if (await claimAlert(tx, "CONFLICT", domain.id, String(domain.conflictAt?.getTime()))) told.push(domain);
  }
  if (told.length === 0) return 0;
  const { language, ...brand } = await platformBranding(tx.manager);
  for (const { administrator: operator, mailbox } of await administratorsOf(tx.manager, {
    resellerPath: null,
    domainId: null,
  })) {
    await queueMail(tx, sealer, {
      uniqueKey: `conflict:${required(told[0]).id}:${tx.now.getTime()}:${operator.id}`,
      template: "domain-conflict",
      language: operator.language ?? language,
      to: mailbox,
      parameters: { ...brand, domains: told.slice(0, 20).map(({ name }) => name), count: told.length },
    });
  }
  return told.length;
}
