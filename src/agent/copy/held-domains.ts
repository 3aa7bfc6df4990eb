import type { HostedDomainFact } from "../../decision/index.js";
import type { CopyStore } from "./copy-store.js";
import { type HeldAccount, namesOfAccount, policyLevelsOfDomain } from "./held-accounts.js";
import type { StoredDomain } from "./tables/domains.js";

/** What a domain stands for; null for a domain of its own, and where that is not held. */
export function targetOfDomain(store: CopyStore, { aliasOfId }: StoredDomain): StoredDomain | null {
  const number = aliasOfId === undefined ? null : store.domains.numberOf(aliasOfId);
  return number === null ? null : store.domains.get(number);
}

/** What holds at a domain alias is what holds at the domain that it stands for. */
export function factOfDomain(store: CopyStore, domain: StoredDomain): HostedDomainFact {
  const counted = targetOfDomain(store, domain) ?? domain;
  return {
    isSuspended: counted.isSuspended || store.resellers.isAnySuspended(counted.resellerPath),
    isProven: isProvenDomain(domain) && isProvenDomain(counted),
    policyLevels: policyLevelsOfDomain(store, counted),
  };
}

export function isProvenDomain({ isProven }: StoredDomain): boolean {
  return isProven !== false;
}

/** Every login that is the account's: its address, its aliases, and the same at each alias of their domains. */
export function loginsOfAccount(store: CopyStore, held: HeldAccount): string[] {
  return namesOfAccount(store, held).flatMap((name) => [name, ...keysAtAliases(store, name, "LOGIN")]);
}

/** The key at each alias of its domain: at all of them as a login, at the proven ones as an address. */
export function keysAtAliases(store: CopyStore, key: string, wanted: "LOGIN" | "ADDRESS"): string[] {
  const at = key.lastIndexOf("@") + 1;
  const domain = at === 0 ? null : store.domains.named(key.slice(at));
  if (domain === null) return [];
  return store.domains
    .aliasesOf(domain.id)
    .filter((alias) => wanted === "LOGIN" || isProvenDomain(alias))
    .map(({ name }) => key.slice(0, at) + name);
}
