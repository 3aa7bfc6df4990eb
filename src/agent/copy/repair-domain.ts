import type { Clock } from "../../kernel/index.js";
import type { ReplicaRecord } from "../../replication/index.js";
import type { AgentLogger } from "../agent-logger.js";
import type { PlatformClient } from "../platform/platform-client.js";
import { applyChange, type ChangeProgress, removeDomain } from "./apply-change.js";
import type { FeedRevision } from "./apply-revisions.js";
import type { CopyStore } from "./copy-store.js";
import { reachRevision } from "./follow-feed.js";
import { nothingReceived, receiveCopy } from "./receive-copy.js";
import { changesOfRecord } from "./record-changes.js";

export interface RepairOptions {
  readonly client: PlatformClient;
  readonly clock: Clock;
  readonly logger: AgentLogger;
}

/**
 * Fetches one domain and puts it in the place of what the copy has, at the revision that it is of. False when a node
 * answered that is behind the copy: another time.
 */
export async function repairDomain(
  store: CopyStore,
  name: string,
  options: RepairOptions,
  onRevisions: (revisions: readonly FeedRevision[]) => void,
): Promise<boolean> {
  const progress = nothingReceived();
  const records: ReplicaRecord[] = [];
  await receiveCopy(options.client, [name], progress, (some) => {
    for (const record of some) records.push(record);
  });
  if (progress.newestRevision < store.state.revision) return false;
  if (!(await reachRevision(store, progress.newestRevision, options, onRevisions))) return false;
  replaceDomain(store, name, records);
  options.logger.warn({ domain: name, revision: store.state.revision }, "a domain of the copy was put right");
  return true;
}

/**
 * Puts the platform's state of one domain in the place of what the copy has, in one transaction; the copy must be at the
 * very revision of the records. The domain and its accounts get new numbers, so nothing of what was there counts any
 * more, whatever it was.
 */
function replaceDomain(store: CopyStore, name: string, records: readonly ReplicaRecord[]): void {
  const former = store.domains.all().filter((domain) => domain.name === name);
  store.write(() => {
    const { nextAccount, nextDomain, epoch } = store.state;
    const progress: ChangeProgress = { nextAccount, nextDomain, hasNewEpoch: true };
    for (const { id } of former) removeDomain(store, id);
    const domainOf = new Map<string, string>();
    for (const record of records) {
      for (const change of changesOfRecord(record, domainOf)) applyChange(store, change, progress);
    }
    return {
      ...store.state,
      epoch: epoch + 1,
      nextAccount: progress.nextAccount,
      nextDomain: progress.nextDomain,
    };
  });
}
