import { And, type EntityManager, LessThanOrEqual, MoreThan } from "typeorm";
import type { FeedChange } from "./feed-change.js";
import { FeedEntry } from "./feed-entry.entity.js";
import { currentRevision } from "./record-change.js";

export interface FeedRevision {
  readonly revision: number;
  readonly at: Date;
  readonly changes: readonly FeedChange[];
}

export interface FeedPage {
  readonly revisions: readonly FeedRevision[];
  /** Ask for what comes after this one next. */
  readonly lastRevision: number;
  readonly hasMore: boolean;
  /** The reader is so far behind that the feed no longer holds what it misses: it needs a full copy. */
  readonly isTooOld: boolean;
}

/**
 * The changes after a revision, in the order of their commits. `first` counts revisions; one revision is never split,
 * so a page is as long as its batches are (at most 1,000 accounts each).
 */
export async function listChanges(manager: EntityManager, after: number, first: number): Promise<FeedPage> {
  const current = await currentRevision(manager);
  const until = Math.min(after + first, current);
  const [oldest] = await manager.find(FeedEntry, { select: { revision: true }, order: { revision: "ASC" }, take: 1 });
  const isTooOld = current > after && (oldest === undefined || oldest.revision > after + 1);
  if (isTooOld || after >= current)
    return { revisions: [], lastRevision: Math.max(after, 0), hasMore: false, isTooOld };
  const entries = await manager.find(FeedEntry, {
    where: { revision: And(MoreThan(after), LessThanOrEqual(until)) },
    order: { revision: "ASC", ordinal: "ASC" },
  });
  return { revisions: groupByRevision(entries), lastRevision: until, hasMore: until < current, isTooOld: false };
}

function groupByRevision(entries: readonly FeedEntry[]): FeedRevision[] {
  const revisions: { revision: number; at: Date; changes: FeedChange[] }[] = [];
  for (const entry of entries) {
    const last = revisions.at(-1);
    if (last?.revision === entry.revision) last.changes.push(entry.change);
    else revisions.push({ revision: entry.revision, at: entry.at, changes: [entry.change] });
  }
  return revisions;
}
