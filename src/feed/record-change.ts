import type { EntityManager } from "typeorm";
import { insertRows, type Transaction } from "../database/index.js";
import { type FeedChange, subjectOf } from "./feed-change.js";
import { FeedEntry } from "./feed-entry.entity.js";
import { announceCommit } from "./revision-announcements.js";
import { RevisionCounter } from "./revision-counter.entity.js";

interface PendingChanges {
  readonly changes: FeedChange[];
  revision: number | null;
}

const PENDING = Symbol("pending feed changes");

/**
 * Adds a change to the feed in the caller's transaction. Right before the commit the transaction takes the next
 * revision, one for all of its changes, so a reader that has seen revision N has seen everything up to N.
 */
export function recordChange(tx: Transaction, change: FeedChange): void {
  pendingChanges(tx).changes.push(change);
}

/** What was recorded so far, in its order: for commit steps. */
export function changesIn(tx: Transaction): readonly FeedChange[] {
  return tx.collected<PendingChanges>(PENDING)?.changes ?? [];
}

/** The revision this transaction took; null before its commit or when it changed nothing that copies must learn. */
export function revisionOf(tx: Transaction): number | null {
  return pendingChanges(tx).revision;
}

/** The number of the last committed change, as this connection sees it. */
export async function currentRevision(manager: EntityManager): Promise<number> {
  const counter = await manager.findOneBy(RevisionCounter, { id: 1 });
  return counter?.value ?? 0;
}

function pendingChanges(tx: Transaction): PendingChanges {
  return tx.collect<PendingChanges>(PENDING, () => ({ changes: [], revision: null }));
}

/** Commit step: the changes that were recorded take the next revision together. */
export async function appendToFeed(tx: Transaction): Promise<void> {
  const pending = tx.collected<PendingChanges>(PENDING);
  if (pending === undefined || pending.changes.length === 0) return;
  // The update comes first: it takes the row's lock, which is held until the commit.
  await tx.manager.query("UPDATE revision_counter SET value = value + 1 WHERE id = 1");
  const revision = await currentRevision(tx.manager);
  const entries = pending.changes.map((change, ordinal) => ({
    revision,
    ordinal,
    kind: change.kind,
    ...subjectOf(change),
    at: tx.now,
    change,
  }));
  await insertRows(tx, FeedEntry, entries);
  pending.revision = revision;
  tx.afterCommit(announceCommit);
}
