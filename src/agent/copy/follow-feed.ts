import type { Clock } from "../../kernel/index.js";
import type { AgentLogger } from "../agent-logger.js";
import type { FeedPage, PlatformClient } from "../platform/platform-client.js";
import { applyRevisions, digestOf, FeedBroken, type FeedRevision } from "./apply-revisions.js";
import type { CopyStore } from "./copy-store.js";
import { noteKeyRule } from "./key-rule.js";

/** Revisions a page asks for; the platform never splits one, and a batch may hold thousands of changes. */
const REVISIONS_PER_PAGE = 200;
/** A node that lags behind shows an older state for a moment; a platform restored from a backup does for good. */
const OLDER_FOR_MS = 10_000;
const RETRY_MS = 1_000;

export interface FeedOptions {
  readonly client: Pick<PlatformClient, "changes">;
  readonly clock: Clock;
  readonly logger: AgentLogger;
  /** The platform's last committed change, as it says. */
  onPlatformRevision(revision: number): void;
}

export interface FeedStep {
  /** What the feed had, revisions that the copy already held among them. */
  readonly revisions: readonly FeedRevision[];
  readonly hasMore: boolean;
  /** The copy has moved on, or was found to be current. */
  readonly hasProgress: boolean;
}

/** Follows the feed for one copy, from the revision that it is of. Throws FeedBroken where another copy is needed. */
export class FeedFollower {
  /** Whether the last revision of the copy was seen to be the platform's too. */
  #isPastChecked = false;
  /** Since when the platform shows an older state than the copy; epoch milliseconds. */
  #olderSince: number | null = null;

  constructor(
    private readonly store: CopyStore,
    private readonly options: FeedOptions,
  ) {}

  /** After an interruption the platform may be another: the next step looks again whether its past is ours. */
  distrust(): void {
    this.#isPastChecked = false;
  }

  async step(): Promise<FeedStep> {
    const { store, options } = this;
    const { revision } = store.state;
    const isChecking = !this.#isPastChecked && revision > 0;
    const page = await options.client.changes(isChecking ? revision - 1 : revision, REVISIONS_PER_PAGE);
    const now = options.clock.now().getTime();
    options.onPlatformRevision(page.platformRevision);
    noteKeyRule(store, page.keyRule, options.logger);
    if (page.isTooOld && !isChecking) throw feedTooShort();
    if (this.#isOlderForGood(page, now)) throw new FeedBroken("the platform is at an older revision than the copy");
    if (page.isTooOld) {
      // The last revision that the copy holds was just dropped from the feed; what comes after it may still be there.
      this.#isPastChecked = true;
      return { revisions: [], hasMore: true, hasProgress: false };
    }
    if (isChecking) this.#checkPast(page.revisions);
    const isChanged = applyRevisions(store, page.revisions, now);
    if (!page.hasMore && page.platformRevision >= store.state.revision) store.noteCurrent(now);
    return { revisions: page.revisions, hasMore: page.hasMore, hasProgress: isChanged || !page.hasMore };
  }

  #checkPast(revisions: readonly FeedRevision[]): void {
    const { store } = this;
    const { digest } = store.state;
    const same = revisions.find(({ revision }) => revision === store.state.revision);
    // A node that is behind does not have it yet; the check is made up for at the next step.
    if (same === undefined) return;
    if (digest !== null && digestOf(same) !== digest) {
      throw new FeedBroken("the platform has another past than the copy: it was restored from a backup");
    }
    if (digest === null) store.write(() => ({ ...store.state, digest: digestOf(same) }));
    this.#isPastChecked = true;
  }

  #isOlderForGood({ platformRevision }: FeedPage, now: number): boolean {
    if (platformRevision >= this.store.state.revision) {
      this.#olderSince = null;
      return false;
    }
    this.#isPastChecked = false;
    this.#olderSince ??= now;
    return now - this.#olderSince >= OLDER_FOR_MS;
  }
}

/**
 * Applies what the feed has until the copy is of `revision`, or of a later one. False when the node that answers is
 * behind and has no more for now. `onRevisions` hears of all that was applied.
 */
export async function reachRevision(
  store: CopyStore,
  revision: number,
  { client, clock }: Pick<FeedOptions, "client" | "clock">,
  onRevisions: (revisions: readonly FeedRevision[]) => void,
): Promise<boolean> {
  while (store.state.revision < revision) {
    const missing = revision - store.state.revision;
    const page = await client.changes(store.state.revision, Math.min(missing, REVISIONS_PER_PAGE));
    if (page.isTooOld) throw feedTooShort();
    if (page.revisions.length === 0) return false;
    applyRevisions(store, page.revisions, clock.now().getTime());
    onRevisions(page.revisions);
  }
  return true;
}

/** Applies all that the feed has, and waits for what a node that is behind does not have yet. */
export async function catchUp(
  store: CopyStore,
  newestRevision: number,
  { client, clock }: Pick<FeedOptions, "client" | "clock">,
): Promise<void> {
  for (let hasMore = true; hasMore || store.state.revision < newestRevision; ) {
    const page = await client.changes(store.state.revision, REVISIONS_PER_PAGE);
    if (page.isTooOld) throw feedTooShort();
    applyRevisions(store, page.revisions, clock.now().getTime());
    hasMore = page.hasMore;
    if (!hasMore && store.state.revision < newestRevision) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function feedTooShort(): FeedBroken {
  return new FeedBroken("the feed no longer reaches back to the copy");
}
