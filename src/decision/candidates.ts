import type { CheckRequest } from "./decision.types.js";
import { parseSenderAddress } from "./sender-address.js";
import { dividedBy, type SubaddressRules } from "./subaddress.js";

/** What the verdict on a question can depend on, each once and in no particular order. */
export interface Candidates {
  /** Keys of aliases and authorizations: each address as it stands and without its subaddress. */
  readonly addressKeys: readonly string[];
  /** Addresses that have a subaddress: whether each of them is by itself somebody else's. */
  readonly dividedKeys: readonly string[];
  /** Domains of domain authorizations, address literals included. */
  readonly domains: readonly string[];
}

const NONE: Candidates = { addressKeys: [], dividedKeys: [], domains: [] };

/**
 * What a snapshot made from rows must have at hand to decide a question. `loginKey` is the account's own address, or the
 * login that no account has; it needs no right, and it is what nearly all mail is sent from, so it is left out.
 */
export function candidatesOf(question: CheckRequest, loginKey: string, rules: SubaddressRules): Candidates {
  if (question.fromAddresses === undefined && question.reversePath === loginKey) return NONE;
  const addressKeys = new Set<string>();
  const dividedKeys = new Set<string>();
  const domains = new Set<string>();
  for (const text of [question.reversePath, ...(question.fromAddresses ?? [])]) {
    const parsed = parseSenderAddress(text);
    if (!parsed.ok || parsed.address.key === loginKey) continue;
    addressKeys.add(parsed.address.key);
    const base = dividedBy(parsed.address, rules);
    if (base !== null) {
      addressKeys.add(base.key);
      dividedKeys.add(parsed.address.key);
    }
    domains.add(parsed.address.domain);
  }
  if (addressKeys.size === 0) return NONE;
  return { addressKeys: [...addressKeys], dividedKeys: [...dividedKeys], domains: [...domains] };
}
