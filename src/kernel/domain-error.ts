import type { GlobalId } from "./global-id.js";
import type { DomainErrorCode } from "./reason-definition.js";
import { because, REASONS, type Reason, type ReasonName, type ReasonOf } from "./reasons.js";
import type { TimeZone } from "./time-zone-name.js";

export interface DomainErrorDetails {
  /** Path of the input field that is wrong, for instance `input.address`. */
  readonly field?: string;
  /** What would have been valid, in words a person understands. */
  readonly expected?: string;
  /** Seconds after which the same request may succeed (`RATE_LIMITED`, `UNAVAILABLE`). */
  readonly retryAfterSeconds?: number;
  /** What is there already (`CONFLICT`). */
  readonly existing?: GlobalId;
  /** What it is now, where the caller has seen another version (`CONFLICT`). */
  readonly current?: Readonly<Record<string, unknown>>;
  /** Everything that is wrong, where that is more than one thing; this error speaks for all of them. */
  readonly problems?: readonly DomainError[];
  /** What was asked for is so already: for whoever reads payloads a success that changed nothing. */
  readonly isSoAlready?: boolean;
  /** What was done all the same, and is committed. */
  readonly done?: object;
  /** In which zone whoever reads it is told of a moment; UTC when absent. */
  readonly zone?: TimeZone;
  /** The hidden cause; it goes to the log and never to a caller. */
  readonly cause?: unknown;
}

/** The one error type that leaves an operation on purpose; its message is safe to show to the caller. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly reason: ReasonName;
  readonly field: string | undefined;
  readonly expected: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly existing: GlobalId | undefined;
  readonly current: Readonly<Record<string, unknown>> | undefined;
  readonly problems: readonly DomainError[];
  readonly isSoAlready: boolean;
  readonly done: object | undefined;
  readonly zone: TimeZone | undefined;
  /** All that the catalogue promises of this reason. */
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(reason: ReasonOf | Reason, message: string, details: DomainErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    const { name, parameters }: Reason = typeof reason === "string" ? { name: reason, parameters: {} } : reason;
    const { existing, current, retryAfterSeconds, problems = [] } = details;
    this.name = "DomainError";
    this.reason = name;
    this.problems = problems;
    this.isSoAlready = details.isSoAlready === true;
    this.done = details.done;
    this.zone = details.zone;
    this.code = sharedCode(problems) ?? REASONS[name].code;
    this.field = details.field;
    this.expected = details.expected;
    this.retryAfterSeconds = retryAfterSeconds;
    this.existing = existing;
    this.current = current;
    this.parameters = {
      ...parameters,
      ...(existing === undefined ? {} : { existing }),
      ...(current === undefined ? {} : { current }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }),
    };
  }
}

function sharedCode([first, ...others]: readonly DomainError[]): DomainErrorCode | null {
  if (first === undefined) return null;
  return others.every(({ code }) => code === first.code) ? first.code : "BAD_USER_INPUT";
}

export function badInput(
  reason: ReasonOf<"BAD_USER_INPUT">,
  field: string,
  message: string,
  expected?: string,
): DomainError {
  return new DomainError(reason, message, { field, expected });
}

/** Also the answer for another tenant's row: whether it exists is nobody else's business. */
export function notFound(what: string, field?: string): DomainError {
  return new DomainError(because("NOT_FOUND", { kind: what }), `${what} not found`, { field });
}

export function conflict(reason: ReasonOf<"CONFLICT">, message: string, field?: string): DomainError {
  return new DomainError(reason, message, { field });
}

/** A CONFLICT about a change that would change nothing: whoever repeats a call meets it. */
export function soAlready(reason: ReasonOf<"CONFLICT">, message: string, field?: string): DomainError {
  return new DomainError(reason, message, { field, isSoAlready: true });
}

/** What is to be added is there already, and which that is. */
export function alreadyThere(
  reason: ReasonOf<"CONFLICT">,
  message: string,
  existing: GlobalId,
  details: string | Pick<DomainErrorDetails, "field" | "isSoAlready"> = {},
): DomainError {
  return new DomainError(reason, message, {
    existing,
    ...(typeof details === "string" ? { field: details } : details),
  });
}

export function forbidden(
  reason: ReasonOf<"FORBIDDEN"> = "ROLE_NOT_ALLOWED",
  message = "You may not do this",
): DomainError {
  return new DomainError(reason, message);
}
