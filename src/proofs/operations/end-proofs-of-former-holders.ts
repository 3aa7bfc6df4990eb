import type { Transaction } from "../../database/index.js";
import { findReleased } from "../../tenancy/index.js";
import { ProofClaim } from "../proof-claim.entity.js";

/** Commit step: what a reseller was to publish for a domain says nothing for the one that the domain has gone to. */
export async function endProofsOfFormerHolders(tx: Transaction): Promise<void> {
  for (const move of findReleased(tx)?.moves ?? []) {
    if (move.kind === "DOMAIN") await tx.manager.delete(ProofClaim, { hostedDomainId: move.domainId });
  }
}
