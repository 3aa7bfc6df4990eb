import { setTimeout as sleep } from "node:timers/promises";
import type { PlatformClient } from "../platform/platform-client.js";
import type { ChangedDomains } from "./changed-domains.js";
import { checksumsOf } from "./copy-checksums.js";
import type { CopyStore } from "./copy-store.js";

const DOMAINS_PER_CALL = 100;
const LOOK_EVERY_MS = 50;
const MAX_WAIT_MS = 30_000;

export interface AuditFindings {
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
export async function auditCopy(
  store: CopyStore,
  client: Pick<PlatformClient, "checksums">,
  touched: ChangedDomains,
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
      if (own === undefined || touched.lastOf(own.id) > soundUntil) continue;
      checkedCount += 1;
      if (expected.get(name) !== own.checksum) differing.push(name);
    }
    if (store.nature.domains === null && touched.isEmpty && answer.domainCount !== names.length) isDomainMissing = true;
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
