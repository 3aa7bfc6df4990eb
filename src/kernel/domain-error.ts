/** The closed set of ways an operation can be refused; callers see these as `extensions.code`. */
export type DomainErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "TOO_COMPLEX"
  | "UNAVAILABLE"
  | "INTERNAL";

export interface DomainErrorDetails {
  /** Path of the input field that is wrong, for instance `input.address`. */
  readonly field?: string;
  /** What would have been valid, in words a person understands. */
  readonly expected?: string;
  /** Seconds after which the same request may succeed (`RATE_LIMITED`, `UNAVAILABLE`). */
  readonly retryAfterSeconds?: number;
  /** Id, as callers know it, of what is there already (`CONFLICT`). */
  readonly existing?: string;
  /** What it is now, where the caller has seen another version (`CONFLICT`). */
  readonly current?: Readonly<Record<string, unknown>>;
  /** The hidden cause; it goes to the log and never to a caller. */
  readonly cause?: unknown;
}

/** The one error type that leaves an operation on purpose; its message is safe to show to the caller. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly field: string | undefined;
  readonly expected: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly existing: string | undefined;
  readonly current: Readonly<Record<string, unknown>> | undefined;

  constructor(code: DomainErrorCode, message: string, details: DomainErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "DomainError";
    this.code = code;
    this.field = details.field;
    this.expected = details.expected;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.existing = details.existing;
    this.current = details.current;
  }
}

export function badInput(field: string, message: string, expected?: string): DomainError {
  return new DomainError("BAD_USER_INPUT", message, { field, expected });
}

/** Also the answer for another tenant's row: whether it exists is nobody else's business. */
export function notFound(what: string): DomainError {
  return new DomainError("NOT_FOUND", `${what} not found`);
}

export function conflict(message: string, field?: string): DomainError {
  return new DomainError("CONFLICT", message, { field });
}

/** What is to be added is there already; `existing` is its id as callers know it. */
export function alreadyThere(message: string, existing: string, field?: string): DomainError {
  return new DomainError("CONFLICT", message, { field, existing });
}

export function forbidden(message = "You may not do this"): DomainError {
  return new DomainError("FORBIDDEN", message);
}
