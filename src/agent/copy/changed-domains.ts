import type { FeedRevision } from "./apply-revisions.js";

/** Which domains have changed since a walk over the copy began, and at which revision last. */
export class ChangedDomains {
  readonly #byId = new Map<string, number>();
  #allAt = 0;

  note(revisions: readonly FeedRevision[]): void {
    for (const { revision, changes } of revisions) {
      for (const change of changes) {
        if (change.kind === "DOMAIN" || change.kind === "DOMAIN_REMOVED") this.#byId.set(change.id, revision);
        // Blocked addresses are in no domain's sum.
        else if (change.kind === "IDENTITY") continue;
        else if ("domainId" in change) this.#byId.set(change.domainId, revision);
        // A reseller moves domains with it, and a policy names its account only: rare, so all count as changed.
        else this.#allAt = revision;
      }
    }
  }

  /** The last revision that may have changed the domain; 0 for none. */
  lastOf(domainId: string): number {
    return Math.max(this.#allAt, this.#byId.get(domainId) ?? 0);
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0 && this.#allAt === 0;
  }
}
