import { setTimeout as sleep } from "node:timers/promises";
import type { AgentLogger } from "../agent-logger.js";
import type { PlatformClient } from "../platform/platform-client.js";
import type { FeedRevision } from "./apply-revisions.js";
import { ChangedDomains } from "./changed-domains.js";
import { checksumsOf } from "./copy-checksums.js";
import type { CopyStore } from "./copy-store.js";

const DOMAINS_PER_CALL = 100;
const LOOK_EVERY_MS = 50;
const MAX_WAIT_MS = 30_000;
/** More domains than these are put right by a new copy. */
const MAX_REPAIRS = 100;

type ChecksumClient = Pick<PlatformClient, "checksums">;

/** Audits of one copy, one at a time, and which of its domains are still to be put right after them. */
export class CopyAudit {
  /** Not null while an audit is under way. */
  #changed: ChangedDomains | null = null;
  readonly #differing = new Set<string>();
  #needsNewCopy = false;

  constructor(
    private readonly store: CopyStore,
    private readonly isCurrent: () => boolean,
  ) {}

  /** Whether the copy differs in more than repairs of single domains can put right. */
  get needsNewCopy(): boolean {
    return this.#needsNewCopy;
  }

  /** Name of a domain that is to be put right; null for none. */
  nextDiffering(): string | null {
    const [name = null] = this.#differing;
    return name;
  }

  notePutRight(name: string): void {
    this.#differing.delete(name);
  }

  /** What moved the copy on meanwhile: an audit that is under way leaves it out. */
  note(revisions: readonly FeedRevision[]): void {
    this.#changed?.note(revisions);
  }

  /** Returns how many domains were compared; null when it could not be done now. */
  async run(client: ChecksumClient, logger: AgentLogger): Promise<number | null> {
    if (this.#changed !== null) return null;
    this.#changed = new ChangedDomains();
    try {
      const findings = await compareCopy(this.store, client, this.#changed, this.isCurrent);
      if (findings === null) return null;
      const { differing, isDomainMissing, checkedCount } = findings;
      if (differing.length > 0 || isDomainMissing) {
        logger.error({ differing, isDomainMissing }, "the copy differs from the platform");
      }
      for (const name of differing) this.#differing.add(name);
      this.#needsNewCopy = isDomainMissing || differing.length > MAX_REPAIRS;
      return checkedCount;
    } finally {
      this.#changed = null;
    }
  }
}

interface AuditFindings {
  readonly checkedCount: number;
  /** Domains whose copy is not what the platform has. */
  readonly differing: readonly string[];
  /** The platform hosts another number of domains than the copy holds. */
  readonly isDomainMissing: boolean;
}

/**
 * Compares every domain of the copy, as it is really stored, with the platform, while the copy moves on: domains that
 * change meanwhile are left for another time, as their sums are of no one revision. Null when it could not be done.
 */
async function compareCopy(
  store: CopyStore,
  client: ChecksumClient,
  changed: ChangedDomains,
  isCurrent: () => boolean,
): Promise<AuditFindings | null> {
  const sums = await checksumsOf(store, isCurrent);
  if (sums === null) return null;
  const names = [...sums.byName.keys()];
  const differing: string[] = [];
  let checkedCount = 0;
  let isDomainMissing = false;

  for (let start = 0; start < Math.max(1, names.length); start += DOMAINS_PER_CALL) {
    const asked = names.slice(start, start + DOMAINS_PER_CALL);
    const answer = await client.checksums(asked, store.nature.hashKey);
    if (!(await hasReached(store, answer.revision, isCurrent))) return null;
    const expected = new Map(answer.domains.map(({ name, checksum }) => [name, checksum]));
    const soundUntil = Math.min(sums.since, answer.revision);
    for (const name of asked) {
      const own = sums.byName.get(name);
      if (own === undefined || changed.lastOf(own.id) > soundUntil) continue;
      checkedCount += 1;
      if (expected.get(name) !== own.checksum) differing.push(name);
    }
    if (store.nature.domains === null && changed.isEmpty && answer.domainCount !== names.length) isDomainMissing = true;
  }
  return { checkedCount, differing, isDomainMissing };
}

/** What the platform knows at this revision can be judged only once the copy has heard of it all. */
async function hasReached(store: CopyStore, revision: number, isCurrent: () => boolean): Promise<boolean> {
  for (let waitedMs = 0; store.state.revision < revision; waitedMs += LOOK_EVERY_MS) {
    if (!isCurrent() || waitedMs >= MAX_WAIT_MS) return false;
    await sleep(LOOK_EVERY_MS);
  }
  return isCurrent();
}
