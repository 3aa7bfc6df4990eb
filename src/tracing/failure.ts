import { DomainError } from "../kernel/index.js";
import type { SpanAttributes } from "./attributes.js";

/** A name that a program gave: `ER_LOCK_DEADLOCK`, `TypeError`. What could be words, or hold a value, is none. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

export interface Failure {
  readonly attributes: SpanAttributes;
  /** Whether something did not work, and was not only refused. */
  readonly isFault: boolean;
}

/** What a span says of an error: its code, or the name of its class, and never its message, which may name an address. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DomainError) {
    const { code, reason } = error;
    const isFault = code === "UNAVAILABLE" || code === "INTERNAL";
    return { isFault, attributes: isFault ? { "error.type": reason } : { "mayfrom.refusal": reason } };
  }
  return { isFault: true, attributes: { "error.type": nameOf(error) } };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "_OTHER";
  const { code } = error as { readonly code?: unknown };
  return [code, error.name].find((each): each is string => typeof each === "string" && NAME.test(each)) ?? "_OTHER";
}
