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
  const facts = new Map<string, HostedDomainFact | null>();
  const factOf = (name: string): HostedDomainFact | null => {
    let fact = facts.get(name);
    if (fact === undefined) {
      const place = places.get(name);
      fact = place === undefined ? null : factAt(place, rules);
      facts.set(name, fact);
    }
    return fact;
  };
  return {
    placeOf: (name) => places.get(name) ?? null,
    factOf,
    delimitersOf: (name) => delimitersOfAddress(name, factOf(name), rules.platformLevels),
    delimitersElsewhere: (name) => delimitersOfAddress(name, null, rules.platformLevels),
  };
}

export function domainOf(addressKey: string): string {
  return addressKey.slice(addressKey.lastIndexOf("@") + 1);
}

function factAt(place: DomainPlace, rules: Rules): HostedDomainFact {
  return {
    isSuspended: rules.isSuspendedAbove(place),
    isProven: rules.isProven(place),
    policyLevels: rules.levelsAt(place),
  };
}
