import { delimitersOfAddress, type HostedDomainFact } from "../decision/index.js";
import type { FoundAccount } from "./accounts.queries.js";
import type { DomainPlace } from "./logins.queries.js";
import type { Rules } from "./rules.js";

/** The hosted domains that the logins and addresses of a batch lie in, by name. */
export interface HostedDomains {
  /** Null for a domain that is not hosted here. */
  placeOf(name: string): DomainPlace | null;
  factOf(name: string): HostedDomainFact | null;
  delimitersOf(name: string): string;
  /** The domain that this one stands for; null for one that stands for no other, or is not proven. */
  targetOf(name: string): string | null;
  /** The same, proven or not. */
  loginTargetOf(name: string): string | null;
  /** As for a domain that is not hosted here, whether it is or not. */
  delimitersElsewhere(name: string): string;
}

export function domainsOf(
  rules: Rules,
  accounts: readonly FoundAccount[],
  named: ReadonlyMap<string, DomainPlace>,
): HostedDomains {
  const places = new Map(named);
  // An account's address lies in its domain.
  for (const { loginKey, place } of accounts) {
    const { domainId, resellerPath } = place;
    places.set(domainOf(loginKey), { domainId, resellerPath });
  }
  const { domainAliases } = rules;
  // What holds at a domain alias is what holds at the domain that it stands for.
  const placeOf = (name: string) => {
    const place = places.get(name) ?? domainAliases.placeOfTarget(name);
    const target = domainAliases.named(name)?.target;
    return target === undefined ? place : { domainId: target.id, resellerPath: target.resellerPath };
  };
  const facts = new Map<string, HostedDomainFact | null>();
  const factOf = (name: string): HostedDomainFact | null => {
    let fact = facts.get(name);
    if (fact === undefined) {
      const place = placeOf(name);
      const isProven = domainAliases.named(name)?.isProven ?? true;
      fact = place === null ? null : factAt(place, rules, isProven);
      facts.set(name, fact);
    }
    return fact;
  };
  return {
    placeOf,
    factOf,
    delimitersOf: (name) => delimitersOfAddress(name, factOf(name), rules.platformLevels),
    targetOf(name) {
      const alias = domainAliases.named(name);
      return alias?.isProven === true ? alias.target.name : null;
    },
    loginTargetOf: (name) => domainAliases.named(name)?.target.name ?? null,
    delimitersElsewhere: (name) => delimitersOfAddress(name, null, rules.platformLevels),
  };
}

export function domainOf(addressKey: string): string {
  return addressKey.slice(addressKey.lastIndexOf("@") + 1);
}

function factAt(place: DomainPlace, rules: Rules, isNameProven: boolean): HostedDomainFact {
  return {
    isSuspended: rules.isSuspendedAbove(place),
    isProven: isNameProven && rules.isProven(place),
    policyLevels: rules.levelsAt(place),
  };
}
