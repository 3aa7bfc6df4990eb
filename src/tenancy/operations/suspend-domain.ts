import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { Domain } from "../domain.entity.js";
import { lockDomain } from "../domain.queries.js";
import { requireOwnDomain } from "../domain-alias.js";
import { announceDomain } from "../feed-entries.js";
import { auditedDomain } from "../places.js";
import { suspensionBy } from "../suspension.js";
import { optionalReason } from "../text-rules.js";

/** None of its accounts may send until it is resumed. */
export async function suspendDomain(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Domain> {
  const scope = requireScope(actor);
  const because = optionalReason(reason);
  const domain = await lockDomain(tx, scope, id);
  requireOwnDomain(domain, "id");
  const before = { state: domain.state };
  const suspension = suspensionBy(domain, scope, because);
  Object.assign(domain, suspension, { updatedAt: tx.now });
  await tx.manager.update(Domain, { id: domain.id }, { ...suspension, updatedAt: tx.now });
  const details = { before, after: { state: domain.state }, reason: because };
  recordAudit(tx, actor, { action: "domain.suspended", subject: auditedDomain(domain), ...details });
  announceDomain(tx, domain);
  return domain;
}
