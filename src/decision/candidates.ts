import type { CheckRequest } from "./decision.types.js";
import { type AddressRules, coveringAddresses } from "./domain-alias.js";
import { parseSenderAddress } from "./sender-address.js";

/** Every address that a question asks about, the reverse-path first. */
export function addressesAsked({ reversePath, fromAddresses = [], resentFromAddresses = [] }: CheckRequest): string[] {
  return [reversePath, ...fromAddresses, ...resentFromAddresses];
}

/** What the verdict on a question can depend on, each once and in no particular order. */
export interface Candidates {
  /** Keys of aliases and authorizations: each address as it stands, at the domain that its own stands for, and without its subaddress. */
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
export function candidatesOf(question: CheckRequest, loginKey: string, rules: AddressRules): Candidates {
  const { reversePath, fromAddresses, resentFromAddresses } = question;
  if (fromAddresses === undefined && resentFromAddresses === undefined && reversePath === loginKey) return NONE;
  const addressKeys = new Set<string>();
  const dividedKeys = new Set<string>();
  const domains = new Set<string>();
  for (const text of addressesAsked(question)) {
    const parsed = parseSenderAddress(text);
    if (!parsed.ok || parsed.address.key === loginKey) continue;
    const { target, base } = coveringAddresses(parsed.address, rules);
    for (const each of target === null ? [parsed.address] : [parsed.address, target]) {
      addressKeys.add(each.key);
      domains.add(each.domain);
      if (base !== null) dividedKeys.add(each.key);
    }
    if (base !== null) addressKeys.add(base.key);
  }
  if (addressKeys.size === 0) return NONE;
  return { addressKeys: [...addressKeys], dividedKeys: [...dividedKeys], domains: [...domains] };
}
