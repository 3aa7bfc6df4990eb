import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { Domain } from "../domain.entity.js";
import { lockDomain } from "../domain.queries.js";
import { requireOwnDomain } from "../domain-alias.js";
import { announceDomain } from "../feed-entries.js";
import { auditedDomain } from "../places.js";
import { resumptionBy } from "../suspension.js";

export async function resumeDomain(tx: Transaction, actor: Actor, id: string): Promise<Domain> {
  const scope = requireScope(actor);
  const domain = await lockDomain(tx, scope, id);
  requireOwnDomain(domain, "id");
  const before = { state: domain.state, reason: domain.suspendedReason };
  const resumption = resumptionBy(domain, scope);
  Object.assign(domain, resumption, { updatedAt: tx.now });
  await tx.manager.update(Domain, { id: domain.id }, { ...resumption, updatedAt: tx.now });
  recordAudit(tx, actor, {
    action: "domain.resumed",
    subject: auditedDomain(domain),
    before,
    after: { state: domain.state },
  });
  announceDomain(tx, domain);
  return domain;
}
