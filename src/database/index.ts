/**
 * Data sources, transactions with retry, keyset pages and the tenant filter. It hides the difference between the
 * embedded engine and the MySQL family, and refuses to know what the tables mean.
 */

export { additiveUpsert, type Upsert } from "./additive-upsert.js";
export * from "./columns.js";
export { Database } from "./database.js";
export { type Dialect, dialectOf } from "./dialect.js";
export { isForeignKeyViolation, isRetriable, isUnavailable, isUniqueViolation } from "./engine-errors.js";
export {
  onItsOwn,
  onTimeOver,
  ReachesOutsideTransaction,
  refuseInsideTransaction,
  requireTimeLeft,
  untilTimeIsOver,
  withinLimit,
} from "./execution-context.js";
export * from "./keyset.js";
export {
  type DatabaseParts,
  dataSourceOptions,
  hasPendingMigrations,
  migrate,
  openDatabase,
  type SchemaParts,
} from "./open-database.js";
export { RequestLimit } from "./request-limit.js";
export { type ScopeColumns, unscoped, withinScope, withinSubtree } from "./scoped.js";
export * from "./statements.js";
export { type CommitStep, Transaction } from "./transaction.js";
export { Turns } from "./turns.js";
