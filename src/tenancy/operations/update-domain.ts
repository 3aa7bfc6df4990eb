import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope, requireUnchanged } from "../../kernel/index.js";
import { changesOf } from "../changes.js";
import { Domain } from "../domain.entity.js";
import type { UpdateDomainInput } from "../domain.input.js";
import { lockDomain } from "../domain.queries.js";
import { checkReferencesAreFree, optionalReference } from "../external-reference.js";
import { Problems } from "../input-problems.js";
import { auditedDomain } from "../places.js";

/** What its panel knows it by; copies need not learn of it. */
export async function updateDomain(
  tx: Transaction,
  actor: Actor,
  id: string,
  { externalReference, ifUpdatedAt }: UpdateDomainInput,
): Promise<Domain> {
  const field = "input.externalReference";
  const reference = optionalReference(actor, externalReference, field);
  const domain = await lockDomain(tx, requireScope(actor), id);
  requireUnchanged(domain, ifUpdatedAt ?? undefined, "input.ifUpdatedAt");
  const changes = changesOf(domain, reference);
  if (changes === null) return domain;
  const problems = new Problems();
  await checkReferencesAreFree(tx, Domain, [{ id: domain.id, ...reference, field }], problems);
  problems.throwIfAny();
  Object.assign(domain, changes.after, { updatedAt: tx.now });
  await tx.manager.update(Domain, { id: domain.id }, { ...changes.after, updatedAt: tx.now });
  recordAudit(tx, actor, { action: "domain.updated", subject: auditedDomain(domain), ...changes });
  return domain;
}
