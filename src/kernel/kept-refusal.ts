import { DomainError } from "./domain-error.js";
import { REASONS, type ReasonName } from "./reasons.js";

/** A refusal as JSON, for answers that are given again. */
export interface KeptRefusal {
  readonly reason: ReasonName;
  readonly message: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly field?: string;
  readonly expected?: string;
  readonly problems?: readonly KeptRefusal[];
}

export function keepRefusal({ reason, message, parameters, field, expected, problems }: DomainError): KeptRefusal {
  return {
    reason,
    message,
    parameters,
    ...(field === undefined ? {} : { field }),
    ...(expected === undefined ? {} : { expected }),
    ...(problems.length === 0 ? {} : { problems: problems.map(keepRefusal) }),
  };
}

/** The refusal again, also from JSON; a reason that a later version has no more is UNEXPECTED. */
export function refusalFrom({ reason, message, parameters, field, expected, problems = [] }: KeptRefusal): DomainError {
  const name: ReasonName = Object.hasOwn(REASONS, reason) ? reason : "UNEXPECTED";
  const { until } = parameters;
  const read = typeof until === "string" ? { ...parameters, until: new Date(until) } : parameters;
  return new DomainError({ name, parameters: read }, message, { field, expected, problems: problems.map(refusalFrom) });
}

/**
 * The same refusal about an item of a batch: `at` is the item's place, `input.items[3]` for instance, and the part of it
 * that is wrong stays.
 */
export function refusalAt(error: DomainError, at: string): DomainError {
  const part = error.field?.replace(/^input(\.|$)/, "");
  const field = part === undefined || part === "" ? at : `${at}.${part}`;
  return refusalFrom({ ...keepRefusal(error), field });
}
