import { existsSync } from "node:fs";
import { type Clock, KEY_RULE, type KeyRule } from "../../kernel/index.js";
import { MalformedReplica, type ReplicaRecord } from "../../replication/index.js";
import type { AgentLogger } from "../agent-logger.js";
import type { PlatformClient } from "../platform/platform-client.js";
import { applyRevisions, digestOf, FeedBroken, type ReplicaRevision } from "./apply-revisions.js";
import { auditCopy } from "./audit-copy.js";
import { ChangedDomains } from "./changed-domains.js";
import { CopyBuilder } from "./copy-builder.js";
import type { CopyDirectory } from "./copy-directory.js";
import { CopyStore } from "./copy-store.js";
import { type CopyProgress, receiveCopy } from "./receive-copy.js";
import { replaceDomain } from "./replace-domain.js";

export interface ReplicaSyncOptions {
  readonly client: PlatformClient;
  readonly directory: CopyDirectory;
  /** A-labels; null for all. */
  readonly domains: readonly string[] | null;
  /** Keeps addresses beside their hashes; default false. */
  readonly holdsAddresses?: boolean;
  readonly clock: Clock;
  readonly logger: AgentLogger;
  /** Another copy takes the place of the one in use; the former is closed when this returns. */
  onCopy(store: CopyStore): void | Promise<void>;
  /** The copy in use has moved on, or was found to be current. */
  onProgress(store: CopyStore): void;
}

/** Revisions a page asks for; the platform never splits one, and a batch may hold thousands of changes. */
const REVISIONS_PER_PAGE = 200;
/** A node that lags behind shows an older state for a moment; a platform restored from a backup does for good. */
const OLDER_FOR_MS = 10_000;
/** More domains than these are put right by a new copy. */
const MAX_REPAIRS = 100;
const MAX_ATTEMPTS_PER_COPY = 1_000;
const RETRY_COPY_MS = 1_000;

/**
 * Keeps the copy in step with its platform, one `step` after the other. Whatever does not fit (a gap, revisions in
 * another order, a feed that does not reach back, a platform restored from a backup) ends in a new full copy, while
 * the old one goes on answering.
 */
export class ReplicaSync {
  #store: CopyStore | null = null;
  #isFeedChecked = false;
  #olderSince: number | null = null;
  #copyCount = 0;
  #platformRevision = 0;
  #repairCount = 0;
  /** Not null while the copy is compared with the platform. */
  #touched: ChangedDomains | null = null;
  readonly #differing = new Set<string>();
  #mustCopy = false;

  constructor(private readonly options: ReplicaSyncOptions) {}

  get store(): CopyStore | null {
    return this.#store;
  }

  /** Full copies that were put in use. */
  get copyCount(): number {
    return this.#copyCount;
  }

  /** The platform's last committed change, as last heard. */
  get platformRevision(): number {
    return this.#platformRevision;
  }

  /** Domains that were found to differ and put right. */
  get repairCount(): number {
    return this.#repairCount;
  }

  /**
   * Compares the copy with the platform, beside the steps that go on meanwhile; what differs is put right by one of the
   * next. Returns how many domains were compared; null when it could not be done now.
   */
  async audit(): Promise<number | null> {
    const store = this.#store;
    if (store === null || this.#touched !== null) return null;
    const touched = new ChangedDomains();
    this.#touched = touched;
    try {
      const findings = await auditCopy(store, this.options.client, touched, () => this.#store === store);
      if (findings === null) return null;
      const { differing, isDomainMissing, checkedCount } = findings;
      if (differing.length > 0 || isDomainMissing) {
        this.options.logger.error({ differing, isDomainMissing }, "the copy differs from the platform");
      }
      for (const name of differing) this.#differing.add(name);
      this.#mustCopy = isDomainMissing || differing.length > MAX_REPAIRS;
      return checkedCount;
    } finally {
      this.#touched = null;
    }
  }

  /** Takes up the copy of an earlier run, where there is one that fits. */
  async start(): Promise<void> {
    const { directory, domains, logger } = this.options;
    const path = directory.current();
    if (path !== null && existsSync(path)) {
      try {
        const store = CopyStore.open(path);
        const isFitting =
          areSame(store.nature.domains, domains) &&
          store.nature.holdsAddresses === (this.options.holdsAddresses ?? false);
        if (isFitting) await this.#use(store);
        else await store.close();
      } catch (error) {
        logger.warn({ err: error }, "the copy of an earlier run is not used");
      }
    }
    directory.removeOthers();
  }

  async stop(): Promise<void> {
    await this.#store?.close();
    this.#store = null;
  }

  /**
   * One step: a full copy where there is none, else what the feed has. Returns whether there is more to fetch at once.
   * Throws when the platform cannot be reached; the copy is then as good as it was.
   */
  async step(): Promise<boolean> {
    const store = this.#store;
    if (store === null) {
      await this.makeCopy("there is none yet");
      return true;
    }
    try {
      if (this.#mustCopy) throw new FeedBroken("the copy differs from the platform");
      const [differing] = this.#differing;
      if (differing !== undefined) return await this.#repair(store, differing);
      return await this.#follow(store);
    } catch (error) {
      if (error instanceof FeedBroken || error instanceof MalformedReplica) {
        await this.makeCopy(error.message);
        return true;
      }
      // After an interruption the platform may be another: look again whether its past is ours.
      this.#isFeedChecked = false;
      throw error;
    }
  }

  async #follow(store: CopyStore): Promise<boolean> {
    const { client, clock } = this.options;
    const { revision, digest } = store.state;
    const isChecking = !this.#isFeedChecked && revision > 0;
    const page = await client.changes(isChecking ? revision - 1 : revision, REVISIONS_PER_PAGE);
    const now = clock.now().getTime();
    this.#platformRevision = page.platformRevision;
    this.#noteKeyRule(store, page.keyRule);
    if (page.isTooOld && !isChecking) throw new FeedBroken("the feed no longer reaches back to the copy");
    if (this.#isOlderForGood(page.platformRevision, revision, now)) {
      throw new FeedBroken("the platform is at an older revision than the copy");
    }
    if (page.isTooOld) {
      // The last revision that the copy holds was just dropped from the feed; what comes after it may still be there.
      this.#isFeedChecked = true;
      return true;
    }
    if (isChecking) this.#checkPast(store, page.revisions, digest);
    const isChanged = applyRevisions(store, page.revisions, now);
    this.#touched?.note(page.revisions);
    if (!page.hasMore && page.platformRevision >= store.state.revision) store.noteCurrent(now);
    if (isChanged || !page.hasMore) this.options.onProgress(store);
    return page.hasMore;
  }

  #noteKeyRule(store: CopyStore, keyRule: KeyRule): void {
    if (keyRule.localParts === store.state.keyRule.localParts) return;
    store.write(() => ({ ...store.state, keyRule }));
    this.#warnOfKeyRule(store);
  }

  #warnOfKeyRule({ state: { keyRule } }: CopyStore): void {
    if (keyRule.localParts === KEY_RULE.localParts) return;
    this.options.logger.warn(
      { platform: keyRule.localParts, agent: KEY_RULE.localParts },
      "the platform runs on another version of Unicode: addresses whose local part is not ASCII get no answer here",
    );
  }

  /** Fetches one domain and puts it in the place of what the copy has, at the revision that it is of. */
  async #repair(store: CopyStore, name: string): Promise<boolean> {
    const { client, clock, logger } = this.options;
    const progress: CopyProgress = { header: null, cursor: null, newestRevision: 0, isComplete: false };
    const records: ReplicaRecord[] = [];
    await receiveCopy(client, [name], progress, (some) => {
      for (const record of some) records.push(record);
    });
    // A node that lags behind has an older state than the copy: another time.
    if (progress.newestRevision < store.state.revision) return false;
    while (store.state.revision < progress.newestRevision) {
      const missing = progress.newestRevision - store.state.revision;
      const page = await client.changes(store.state.revision, Math.min(missing, REVISIONS_PER_PAGE));
      if (page.isTooOld) throw new FeedBroken("the feed no longer reaches back to the copy");
      if (page.revisions.length === 0) return false;
      applyRevisions(store, page.revisions, clock.now().getTime());
      this.#touched?.note(page.revisions);
    }
    replaceDomain(store, name, records);
    this.#differing.delete(name);
    this.#repairCount += 1;
    logger.warn({ domain: name, revision: store.state.revision }, "a domain of the copy was put right");
    this.options.onProgress(store);
    return true;
  }

  #checkPast(store: CopyStore, revisions: readonly ReplicaRevision[], digest: string | null): void {
    const same = revisions.find(({ revision }) => revision === store.state.revision);
    // A node that is behind does not have it yet; the check is made up for at the next step.
    if (same === undefined) return;
    if (digest !== null && digestOf(same) !== digest) {
      throw new FeedBroken("the platform has another past than the copy: it was restored from a backup");
    }
    if (digest === null) store.write(() => ({ ...store.state, digest: digestOf(same) }));
    this.#isFeedChecked = true;
  }

  #isOlderForGood(platformRevision: number, revision: number, now: number): boolean {
    if (platformRevision >= revision) {
      this.#olderSince = null;
      return false;
    }
    this.#isFeedChecked = false;
    this.#olderSince ??= now;
    return now - this.#olderSince >= OLDER_FOR_MS;
  }

  /** Makes a full copy beside the one in use, brings it up to date by the feed, and puts it in its place. */
  async makeCopy(why: string): Promise<void> {
    const { directory, logger, clock } = this.options;
    const startedAt = Date.now();
    logger.info({ why }, "a full copy of the authorizations is made");
    const path = directory.newCopy();
    const { authorizations, newestRevision } = await this.#build(path);
    const store = CopyStore.open(path);
    try {
      await this.#catchUp(store, newestRevision);
    } catch (error) {
      await store.close();
      throw error;
    }
    await store.flush();
    directory.makeCurrent(path);
    const former = this.#store;
    store.noteCurrent(clock.now().getTime());
    await this.#use(store);
    await former?.close();
    directory.removeOthers();
    this.#copyCount += 1;
    logger.info(
      { revision: store.state.revision, authorizations, tookMs: Date.now() - startedAt },
      "the full copy is in use",
    );
  }

  async #use(store: CopyStore): Promise<void> {
    this.#store = store;
    this.#differing.clear();
    this.#mustCopy = false;
    this.#isFeedChecked = false;
    this.#olderSince = null;
    this.#warnOfKeyRule(store);
    await this.options.onCopy(store);
    this.options.onProgress(store);
  }

  async #build(path: string): Promise<{ authorizations: number; newestRevision: number }> {
    const { client, domains, clock, logger, holdsAddresses = false } = this.options;
    const progress: CopyProgress = { header: null, cursor: null, newestRevision: 0, isComplete: false };
    let builder: CopyBuilder | null = null;
    try {
      for (let attempt = 1; !progress.isComplete; attempt += 1) {
        try {
          await receiveCopy(client, domains, progress, (records) => {
            const { revision = 0, keyRule = KEY_RULE } = progress.header ?? {};
            builder ??= new CopyBuilder(path, { domains, holdsAddresses }, keyRule, revision);
            builder.add(records);
          });
        } catch (error) {
          // Before the first mark nothing is gained yet: the caller begins anew, in its own time.
          if (progress.cursor === null || attempt >= MAX_ATTEMPTS_PER_COPY) throw error;
          logger.warn({ err: error, attempt }, "the full copy was interrupted and is taken up again");
          await new Promise((resolve) => setTimeout(resolve, RETRY_COPY_MS));
          await this.#requireReach(progress);
        }
      }
      const finished = builder as CopyBuilder | null;
      if (finished === null) throw new MalformedReplica("the copy is empty");
      await finished.finish(clock.now().getTime());
      return { authorizations: finished.authorizationCount, newestRevision: progress.newestRevision };
    } catch (error) {
      await (builder as CopyBuilder | null)?.abandon();
      throw error;
    }
  }

  /** The parts of an interrupted copy are of different revisions; the feed from the first on makes them one. */
  async #requireReach({ header }: CopyProgress): Promise<void> {
    const page = await this.options.client.changes(header?.revision ?? 0, 1);
    if (page.isTooOld) throw new FeedBroken("the feed no longer reaches back to the beginning of the copy");
  }

  async #catchUp(store: CopyStore, newestRevision: number): Promise<void> {
    for (let hasMore = true; hasMore || store.state.revision < newestRevision; ) {
      const page = await this.options.client.changes(store.state.revision, REVISIONS_PER_PAGE);
      if (page.isTooOld) throw new FeedBroken("the feed no longer reaches back to the copy");
      applyRevisions(store, page.revisions, this.options.clock.now().getTime());
      hasMore = page.hasMore;
      if (!hasMore && store.state.revision < newestRevision) {
        await new Promise((resolve) => setTimeout(resolve, RETRY_COPY_MS));
      }
    }
  }
}

function areSame(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
