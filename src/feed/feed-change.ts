import type { ReplicaChange } from "../replication/index.js";

/** What the feed carries is what a copy must learn. */
export type FeedChange = ReplicaChange;

/** Identifier of the thing a change is about, and the domain it belongs to (null for what all domains share). */
export function subjectOf(change: FeedChange): { subjectId: string; domainId: string | null } {
  switch (change.kind) {
    case "POLICY":
    case "POLICY_REMOVED":
      return { subjectId: change.scopeId, domainId: null };
    case "IDENTITY":
    case "RESELLER":
    case "RESELLER_REMOVED":
      return { subjectId: change.id, domainId: null };
    case "DOMAIN":
    case "DOMAIN_REMOVED":
      return { subjectId: change.id, domainId: change.id };
    default:
      return { subjectId: change.id, domainId: change.domainId };
  }
}
