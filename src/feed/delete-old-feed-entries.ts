import { LessThan, MoreThanOrEqual } from "typeorm";
import type { Transaction } from "../database/index.js";
import { FeedEntry } from "./feed-entry.entity.js";
import { currentRevision } from "./record-change.js";

/**
 * Forgets changes made before this moment, whole revisions and always the oldest, so that what is left has no gap; the
 * newest `leastKept` stay whatever their age. Takes at most `most` revisions and returns how many; a reader that is still
 * behind them is told that it needs a full copy.
 */
export async function deleteOldFeedEntries(
  tx: Transaction,
  before: Date,
  { most = 500, leastKept = 1 } = {},
): Promise<number> {
  const [oldest] = await tx.manager.find(FeedEntry, {
    select: { revision: true },
    order: { revision: "ASC" },
    take: 1,
  });
  if (oldest === undefined) return 0;
  const [firstKept] = await tx.manager.find(FeedEntry, {
    select: { revision: true, at: true },
    where: { at: MoreThanOrEqual(before) },
    order: { at: "ASC" },
    take: 1,
  });
  const current = await currentRevision(tx.manager);
  const keptFrom = Math.min(firstKept?.revision ?? current, current - leastKept + 1);
  const until = Math.min(keptFrom, oldest.revision + most);
  if (until <= oldest.revision) return 0;
  await tx.manager.delete(FeedEntry, { revision: LessThan(until) });
  return until - oldest.revision;
}
