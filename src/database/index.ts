/**
 * Data sources, transactions with retry, keyset pages and the tenant filter. It hides the difference between the
 * embedded engine and the MySQL family, and refuses to know what the tables mean.
 */

export { additiveUpsert, type Upsert } from "./additive-upsert.js";
export { type CountPart, countEach } from "./bounded-counts.js";
export {
  ADDRESS_LENGTH,
  booleanColumn,
  DOMAIN_LENGTH,
  identifierColumn,
  jsonColumn,
  longTextColumn,
  numberColumn,
  RANK_LENGTH,
  RESELLER_PATH_LENGTH,
  rankColumn,
  STATE_LENGTH,
  textColumn,
  timeColumn,
  wideJsonColumn,
  wideTextColumn,
} from "./columns.js";
export { Database } from "./database.js";
export { dialectOf } from "./dialect.js";
export { isUnavailable, isUniqueViolation } from "./engine-errors.js";
export {
  type Commits,
  framing,
  noteRepeated,
  notingCommits,
  onItsOwn,
  refuseInsideTransaction,
  untilTimeIsOver,
  withinLimit,
} from "./execution-context.js";
export { findingOut, findRefused, isAboutItems, type RefusedItem } from "./find-refused.js";
export {
  decodeCursor,
  EMPTY_PAGE,
  encodeCursor,
  type KeysetColumn,
  keysetPage,
  MAX_EXACT_TOTAL,
  type Page,
  type PageRequest,
  type PageWindow,
  pageOfFound,
  pageOfList,
  pageSize,
  type Total,
  totalOf,
  USUAL_PAGE,
  unknownCursor,
  windowOf,
} from "./keyset.js";
export { lockRow, lockRows, lockUnheldRows, madeHere } from "./locking.js";
export { followerOf } from "./number-watch.js";
export { hasPendingMigrations, migrate, openDatabase } from "./open-database.js";
export { rowsOnce } from "./read-once.js";
export { RequestLimit } from "./request-limit.js";
export type { DatabaseParts, SchemaParts } from "./schema-parts.js";
export { acrossTenants, type ScopedQuery, withinScope, withinSubtree } from "./scoped.js";
export { type IndexRun, MAX_RUNS, runsOf, type SortColumn, sortedPage } from "./sorted-page.js";
export {
  beginningWith,
  inBatches,
  insertRow,
  insertRows,
  KEYS_PER_STATEMENT,
  moveRows,
  overOneConnection,
  placeholders,
  rowsOf,
  saveColumns,
  type TimesWanted,
  updateRows,
  withinTimes,
} from "./statements.js";
export { type CommitStep, Transaction } from "./transaction.js";
export { Turns } from "./turns.js";
