import { DomainError } from "../kernel/index.js";

interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly message?: string;
}

function driverErrorOf(error: unknown): DriverError {
  if (typeof error !== "object" || error === null) return {};
  const wrapped = (error as { driverError?: DriverError }).driverError;
  return wrapped ?? (error as DriverError);
}

// 1213 deadlock, also Galera's certification failure; 1205 lock wait; 9007 and 8028 are TiDB's write conflict and
// changed schema: in all of them the whole transaction was rolled back and may begin again.
const RETRIABLE_NUMBERS = new Set([1213, 1205, 9007, 8028]);

export function isRetriable(error: unknown): boolean {
  const { errno, code } = driverErrorOf(error);
  return (
    (errno !== undefined && RETRIABLE_NUMBERS.has(errno)) || code === "SQLITE_BUSY" || code === "SQLITE_BUSY_SNAPSHOT"
  );
}

/** Whether a unique key refused the row; with `constraint`, only that one (an index name, or on SQLite its columns). */
export function isUniqueViolation(error: unknown, ...constraints: readonly string[]): boolean {
  const { code, errno, message = "" } = driverErrorOf(error);
  const isUnique = errno === 1062 || code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY";
  return isUnique && (constraints.length === 0 || constraints.some((constraint) => message.includes(constraint)));
}

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EPIPE",
  "PROTOCOL_CONNECTION_LOST",
  "POOL_CLOSED",
]);
// 1040 too many connections, 1047 node not ready (Galera), 1053 shutdown in progress, 1290 read-only, 2006 gone away.
const UNAVAILABLE_NUMBERS = new Set([1040, 1047, 1053, 1290, 2006, 2013]);

/** Whether the database cannot be reached or refuses to serve, as opposed to refusing this statement. */
export function isUnavailable(error: unknown): boolean {
  const { code, errno } = driverErrorOf(error);
  return (code !== undefined && CONNECTION_CODES.has(code)) || (errno !== undefined && UNAVAILABLE_NUMBERS.has(errno));
}

/** Turns "no database" into UNAVAILABLE; everything else passes unchanged. */
export function asDomainError(error: unknown): unknown {
  if (!isUnavailable(error)) return error;
  return new DomainError("DATABASE_UNREACHABLE", "The database cannot be reached", {
    retryAfterSeconds: 5,
    cause: error,
  });
}
