import { trailReason } from "../../audit/index.js";
import { inBatches, placeholders, type Transaction } from "../../database/index.js";
import { endOfSubtree } from "../../kernel/index.js";
import { type Domain, DomainProofKind, findCreatedDomains, setDomainProof } from "../../tenancy/index.js";
import { AuthorizationState } from "../authorization-state.js";

// What was only asked for counts for nothing: anybody can ask. Both kinds of rights call these states the same.
const HELD = [AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED];

/**
 * Commit step: a domain in which other tenants hold authorizations stays unproven, whoever's word is usually taken, until
 * the operator has decided whose it is.
 */
export async function questionNewDomains(tx: Transaction): Promise<void> {
  const created = findCreatedDomains(tx);
  if (created === undefined) return;
  const held = await heldByOthers(tx, created.domains);
  for (const domain of created.domains) {
    if (!held.has(domain.id)) continue;
    const reason = trailReason("OTHERS_HOLD_RIGHTS");
    await setDomainProof(tx, created.actor, domain, { proof: DomainProofKind.UNPROVEN, reason, isConflict: true });
  }
}

/** In a statement for each reseller with new domains; of each domain the first right outside settles it. */
async function heldByOthers(tx: Transaction, domains: readonly Domain[]): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const path of new Set(domains.map(({ resellerPath }) => resellerPath))) {
    const ids = domains.filter(({ resellerPath }) => resellerPath === path).map(({ id }) => id);
    const outside = [...HELD, path, endOfSubtree(path)];
    for (const some of inBatches(ids)) {
      const rows: { readonly id: string }[] = await tx.manager.query(
        `SELECT domain.id AS id FROM domain WHERE domain.id IN (${placeholders(some.length)}) AND (
           EXISTS (SELECT 1 FROM sender_authorization sender
                    WHERE sender.identityDomain = domain.name AND sender.state IN (?, ?)
                      AND (sender.resellerPath < ? OR sender.resellerPath >= ?))
           OR EXISTS (SELECT 1 FROM domain_authorization claim
                       WHERE claim.domain = domain.name AND claim.state IN (?, ?)
                         AND (claim.resellerPath < ? OR claim.resellerPath >= ?)))`,
        [...some, ...outside, ...outside],
      );
      for (const { id } of rows) held.add(id);
    }
  }
  return held;
}
