import type { SenderQuestion } from "./decision.types.js";
import { parseSenderAddress } from "./sender-address.js";
import { withoutOwnSubaddress } from "./subaddress.js";

/** What the verdict on a question can depend on, each once and in no particular order. */
export interface Candidates {
  /** Keys of aliases and authorizations: each address as it stands and without its subaddress. */
  readonly addressKeys: readonly string[];
  /** Domains of domain authorizations, address literals included. */
  readonly domains: readonly string[];
}

const NONE: Candidates = { addressKeys: [], domains: [] };

/**
 * What a snapshot made from rows must have at hand to decide a question. The account's own address needs no ground, and
 * it is what nearly all mail is sent from, so it is left out.
 */
export function candidatesOf(question: SenderQuestion, loginKey: string, delimiters: string): Candidates {
  if (question.fromAddresses === undefined && question.reversePath === loginKey) return NONE;
  const addressKeys = new Set<string>();
  const domains = new Set<string>();
  for (const text of [question.reversePath, ...(question.fromAddresses ?? [])]) {
    const parsed = parseSenderAddress(text);
    if (!parsed.ok || parsed.address.key === loginKey) continue;
    addressKeys.add(parsed.address.key);
    const base = withoutOwnSubaddress(parsed.address, loginKey, delimiters);
    if (base !== null) addressKeys.add(base.key);
    domains.add(parsed.address.domain);
  }
  return addressKeys.size === 0 ? NONE : { addressKeys: [...addressKeys], domains: [...domains] };
}
