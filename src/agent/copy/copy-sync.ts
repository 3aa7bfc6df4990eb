import { existsSync } from "node:fs";
import type { Clock } from "../../kernel/index.js";
import { MalformedReplica } from "../../replication/index.js";
import type { AgentLogger } from "../agent-logger.js";
import type { PlatformClient } from "../platform/platform-client.js";
import { FeedBroken } from "./apply-revisions.js";
import { CopyAudit } from "./audit-copy.js";
import type { CopyDirectory } from "./copy-directory.js";
import { CopyStore } from "./copy-store.js";
import { FeedFollower } from "./follow-feed.js";
import { makeFullCopy } from "./full-copy.js";
import { warnOfKeyRule } from "./key-rule.js";
import { repairDomain } from "./repair-domain.js";

export interface CopySyncOptions {
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

/** What has happened since the start, for metrics. */
export interface SyncFigures {
  /** Full copies that were put in use. */
  copyCount: number;
  /** Domains that were found to differ and put right. */
  repairCount: number;
  /** The platform's last committed change, as last heard. */
  platformRevision: number;
}

/** The copy that is answered from, and what is known of it; another copy begins with nothing known. */
interface CopyInUse {
  readonly store: CopyStore;
  readonly feed: FeedFollower;
  readonly audit: CopyAudit;
}

/**
 * Keeps the copy in step with its platform, one `step` after the other. Whatever does not fit (a gap, revisions in
 * another order, a feed that does not reach back, a platform restored from a backup) ends in a new full copy, while
 * the old one goes on answering.
 */
export class CopySync {
  readonly figures: SyncFigures = { copyCount: 0, repairCount: 0, platformRevision: 0 };
  #inUse: CopyInUse | null = null;

  constructor(private readonly options: CopySyncOptions) {}

  get store(): CopyStore | null {
    return this.#inUse?.store ?? null;
  }

  /** Takes up the copy of an earlier run, where there is one that fits. */
  async start(): Promise<void> {
    const { directory, domains, logger, holdsAddresses = false } = this.options;
    const path = directory.current();
    if (path !== null && existsSync(path)) {
      try {
        const store = CopyStore.open(path);
        const isFitting = areSame(store.nature.domains, domains) && store.nature.holdsAddresses === holdsAddresses;
        if (isFitting) await this.#use(store);
        else await store.close();
      } catch (error) {
        logger.warn({ err: error }, "the copy of an earlier run is not used");
      }
    }
    directory.removeOthers();
  }

  async stop(): Promise<void> {
    await this.#inUse?.store.close();
    this.#inUse = null;
  }

  /**
   * One step: a full copy where there is none, else what the feed has. Returns whether there is more to fetch at once.
   * Throws when the platform cannot be reached; the copy is then as good as it was.
   */
  async step(): Promise<boolean> {
    if (this.#inUse === null) {
      await this.makeCopy("there is none yet");
      return true;
    }
    const { feed, audit } = this.#inUse;
    try {
      if (audit.needsNewCopy) throw new FeedBroken("the copy differs from the platform");
      const differing = audit.nextDiffering();
      return await (differing === null ? this.#follow(this.#inUse) : this.#repair(this.#inUse, differing));
    } catch (error) {
      if (error instanceof FeedBroken || error instanceof MalformedReplica) {
        await this.makeCopy(error.message);
        return true;
      }
      feed.distrust();
      throw error;
    }
  }

  /**
   * Compares the copy with the platform, beside the steps that go on meanwhile; what differs is put right by one of the
   * next. Returns how many domains were compared; null when it could not be done now.
   */
  async audit(): Promise<number | null> {
    return (await this.#inUse?.audit.run(this.options.client, this.options.logger)) ?? null;
  }

  /** Makes a full copy beside the one in use and puts it in its place. */
  async makeCopy(why: string): Promise<void> {
    const { directory, logger, clock } = this.options;
    const startedAt = Date.now();
    logger.info({ why }, "a full copy of the authorizations is made");
    const path = directory.newCopy();
    const { store, authorizations } = await makeFullCopy(path, this.options);
    directory.makeCurrent(path);
    const former = this.store;
    store.noteCurrent(clock.now().getTime());
    await this.#use(store);
    await former?.close();
    directory.removeOthers();
    this.figures.copyCount += 1;
    logger.info(
      { revision: store.state.revision, authorizations, tookMs: Date.now() - startedAt },
      "the full copy is in use",
    );
  }

  async #use(store: CopyStore): Promise<void> {
    const audit = new CopyAudit(store, () => this.store === store);
    const onPlatformRevision = (revision: number) => {
      this.figures.platformRevision = revision;
    };
    this.#inUse = { store, audit, feed: new FeedFollower(store, { ...this.options, onPlatformRevision }) };
    warnOfKeyRule(store.state.keyRule, this.options.logger);
    await this.options.onCopy(store);
    this.options.onProgress(store);
  }

  async #follow({ store, feed, audit }: CopyInUse): Promise<boolean> {
    const { revisions, hasMore, hasProgress } = await feed.step();
    audit.note(revisions);
    if (hasProgress) this.options.onProgress(store);
    return hasMore;
  }

  async #repair({ store, audit }: CopyInUse, name: string): Promise<boolean> {
    const isRepaired = await repairDomain(store, name, this.options, (revisions) => audit.note(revisions));
    if (!isRepaired) return false;
    audit.notePutRight(name);
    this.figures.repairCount += 1;
    this.options.onProgress(store);
    return true;
  }
}

function areSame(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
