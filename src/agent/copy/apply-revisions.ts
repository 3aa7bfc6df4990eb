import { createHash } from "node:crypto";
import type { ReplicaChange } from "../../replication/index.js";
import { applyChange, type ChangeProgress } from "./apply-change.js";
import type { CopyStore } from "./copy-store.js";

/** Everything one committed change changed, as the feed hands it out. */
export interface FeedRevision {
  readonly revision: number;
  /** RFC 3339. */
  readonly at: string;
  readonly changes: readonly ReplicaChange[];
}

/** The feed does not follow on what the copy holds: changes are missing, doubled in another form, or of another past. */
export class FeedBroken extends Error {
  override readonly name = "FeedBroken";
}

/**
 * Applies revisions in one transaction with the number of the last, so that the copy is that of one revision exactly,
 * whenever the process ends. Those it already holds are skipped; throws FeedBroken when one is missing in between.
 * Returns whether anything was applied.
 */
export function applyRevisions(store: CopyStore, revisions: readonly FeedRevision[], now: number): boolean {
  const fresh = revisions.filter(({ revision }) => revision > store.state.revision);
  const last = fresh.at(-1);
  if (last === undefined) return false;
  requireUnbroken(store.state.revision, fresh);
  store.write(() => {
    const { nextAccount, nextDomain, epoch } = store.state;
    const progress: ChangeProgress = { nextAccount, nextDomain, hasNewEpoch: false };
    for (const { changes } of fresh) {
      for (const change of changes) applyChange(store, change, progress);
    }
    return {
      ...store.state,
      revision: last.revision,
      digest: digestOf(last),
      epoch: progress.hasNewEpoch ? epoch + 1 : epoch,
      nextAccount: progress.nextAccount,
      nextDomain: progress.nextDomain,
      currentAt: now,
    };
  });
  return true;
}

/** Throws FeedBroken unless the revisions follow on `after` and on each other without a gap. */
export function requireUnbroken(after: number, revisions: readonly FeedRevision[]): void {
  let expected = after + 1;
  for (const { revision } of revisions) {
    if (revision !== expected) throw new FeedBroken(`the feed goes on with revision ${revision}, not ${expected}`);
    expected += 1;
  }
}

/** Two sources, or one before and after it was restored from a backup, differ in this for the same number. */
export function digestOf({ revision, at, changes }: FeedRevision): string {
  return createHash("sha256")
    .update(JSON.stringify([revision, at, changes]))
    .digest("hex")
    .slice(0, 32);
}
