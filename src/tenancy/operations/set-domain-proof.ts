import { In } from "typeorm";
import { type AuditDetails, recordAudit } from "../../audit/index.js";
import { inBatches, type Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { Account } from "../account.entity.js";
import { AccountAlias } from "../account-alias.entity.js";
import { Domain } from "../domain.entity.js";
import { DomainProofKind } from "../domain-proof.js";
import { DOMAIN_PROOF_STATES } from "../domain-proof-states.js";
import { announceAccounts, announceDomain } from "../feed-entries.js";
import { auditedDomain } from "../places.js";
import { proofChangesIn } from "../proof-changes.js";

export interface ProofToSet {
  readonly proof: DomainProofKind;
  readonly reason?: AuditDetails["reason"];
  /** Whether others held rights in it, which the operator has yet to decide about. */
  readonly isConflict?: boolean;
}

/**
 * The one way a domain's proof changes: writes it, and lets copies learn of the domain and of the aliases in it, which
 * count only while it is proven. `domain` is locked, and changed in place. Throws CONFLICT for what cannot follow on the
 * proof that it has.
 */
export async function setDomainProof(
  tx: Transaction,
  actor: Actor,
  domain: Domain,
  { proof, reason = null, isConflict = false }: ProofToSet,
): Promise<void> {
  const before = { proof: domain.proof, isConflict: domain.conflictAt !== null };
  const isUnproven = proof === DomainProofKind.UNPROVEN;
  const changes = {
    proof: DOMAIN_PROOF_STATES.next(domain.proof, proof),
    provenAt: isUnproven ? null : tx.now,
    conflictAt: isConflict ? tx.now : isUnproven ? domain.conflictAt : null,
    updatedAt: tx.now,
  };
  Object.assign(domain, changes);
  await tx.manager.update(Domain, { id: domain.id }, changes);
  const action = isUnproven ? "domain.unproven" : "domain.proven";
  const after = { proof, isConflict: domain.conflictAt !== null };
  recordAudit(tx, actor, { action, subject: auditedDomain(domain), before, after, reason });
  announceDomain(tx, domain);
  if ((before.proof === DomainProofKind.UNPROVEN) === isUnproven) return;
  proofChangesIn(tx, actor).domains.set(domain.id, domain);
  await announceAliasesIn(tx, domain);
}

async function announceAliasesIn(tx: Transaction, { id }: Domain): Promise<void> {
  const aliases = await tx.manager.find(AccountAlias, { select: { accountId: true }, where: { domainId: id } });
  for (const ids of inBatches([...new Set(aliases.map(({ accountId }) => accountId))])) {
    await announceAccounts(tx, await tx.manager.findBy(Account, { id: In(ids) }));
  }
}
