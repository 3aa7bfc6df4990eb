import { recordAudit, trailReason } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope, soAlready } from "../../kernel/index.js";
import { checkAliasesOfDomain } from "../alias-boundaries.js";
import { Domain } from "../domain.entity.js";
import { lockDomain } from "../domain.queries.js";
import { requireOwnDomain } from "../domain-alias.js";
import { aliasesOfDomains } from "../domain-aliases.queries.js";
import { DomainProofKind, isForOneReseller } from "../domain-proof.js";
import { announceDomain } from "../feed-entries.js";
import { auditedDomain } from "../places.js";
import { passRanksOn, ranksPassedOn } from "../rank-columns.js";
import { releasedIn } from "../released.js";
import type { Reseller } from "../reseller.entity.js";
import { lockReseller } from "../reseller.queries.js";
import { rewritePathsOfDomain } from "../reseller-path-tables.js";
import { requireMayLeave } from "../suspension.js";
import { setDomainProof } from "./set-domain-proof.js";

/**
 * Gives a domain with everything in it, and its aliases, to another reseller. Both ends must be inside the caller's scope. Copies learn
 * of the domain alone, and past audit events stay where they happened.
 */
export async function moveDomain(tx: Transaction, actor: Actor, id: string, resellerId: string): Promise<Domain> {
  const scope = requireScope(actor);
  const reseller = await lockReseller(tx, scope, resellerId);
  const domain = await lockDomain(tx, scope, id);
  if (domain.resellerId === reseller.id)
    throw soAlready("THERE_ALREADY", "The domain is this reseller's already", "resellerId");
  requireOwnDomain(domain, "id");
  await requireMayLeave(tx.manager, actor, domain.resellerPath, reseller.path);
  await checkAliasesOfDomain(tx, domain, reseller.path);
  const moved = await moveRow(tx, actor, domain, reseller);
  for (const alias of await aliasesOfDomains(tx.manager, [domain.id])) await moveRow(tx, actor, alias, reseller);
  return moved;
}

async function moveRow(tx: Transaction, actor: Actor, domain: Domain, reseller: Reseller): Promise<Domain> {
  const scope = requireScope(actor);
  const before = { resellerId: domain.resellerId, resellerPath: domain.resellerPath };
  const after = { resellerId: reseller.id, resellerPath: reseller.path };
  await passRanksOn(tx.manager, domain.id, ranksPassedOn(scope, domain.resellerPath, reseller.path));
  await rewritePathsOfDomain(tx.manager, domain.id, reseller.path);
  await tx.manager.update(Domain, { id: domain.id }, { ...after, updatedAt: tx.now });
  const moved = await tx.manager.findOneByOrFail(Domain, { id: domain.id });
  const alsoAt = [{ resellerPath: domain.resellerPath }];
  recordAudit(tx, actor, { action: "domain.moved", subject: { ...auditedDomain(moved), alsoAt }, before, after });
  announceDomain(tx, moved);
  if (isForOneReseller(moved)) {
    const reason = trailReason("PROOF_OF_FORMER_RESELLER");
    await setDomainProof(tx, actor, moved, { proof: DomainProofKind.UNPROVEN, reason });
  }
  const { name, resellerPath: from } = domain;
  releasedIn(tx, actor).moves.push({ kind: "DOMAIN", domainId: domain.id, name, from, to: reseller.path });
  return moved;
}
