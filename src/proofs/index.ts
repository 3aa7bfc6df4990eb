/**
 * Proofs by DNS: what has to be published, what name servers say of it, and what follows for hosted domains and for
 * accounts' domain authorizations. It refuses to know how anybody is told.
 */

export { findingIn } from "./finding-words.js";
export { ProofLooks } from "./look-at-due-claims.js";
export { endProofsOfFormerHolders } from "./operations/end-proofs-of-former-holders.js";
export { endUnusedClaims } from "./operations/end-unused-claims.js";
export type { ProofAlerts, ProofNews } from "./proof-alerts.js";
export type { ProofFinding } from "./proof-finding.js";
export { recordNameOf } from "./proof-record.js";
export { troublesIn } from "./trouble-words.js";
export { lookIsDue } from "./verdict-signals.js";

import { DomainAuthorizationProofResolver } from "./domain-authorization-proof.resolver.js";
import { DomainProofResolver } from "./domain-proof.resolver.js";
import { ProofClaim } from "./proof-claim.entity.js";

export const proofsEntities = [ProofClaim];

export const proofsResolvers = [DomainAuthorizationProofResolver, DomainProofResolver] as const;
