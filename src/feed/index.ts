/**
 * Revisions and the feed of changes that copies of the authorizations follow. It puts committed changes in one order
 * without gaps, and refuses to know why they were made.
 */
export { deleteOldFeedEntries } from "./delete-old-feed-entries.js";
export type { FeedChange } from "./feed-change.js";
export { FeedEntry } from "./feed-entry.entity.js";
export { listChanges } from "./list-changes.js";
export { appendToFeed, changesIn, currentRevision, recordChange, revisionOf } from "./record-change.js";
export { onCommittedHere } from "./revision-announcements.js";

import { FeedEntry } from "./feed-entry.entity.js";
import { RevisionCounter } from "./revision-counter.entity.js";

export const feedEntities = [FeedEntry, RevisionCounter];
