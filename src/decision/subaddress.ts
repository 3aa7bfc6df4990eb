import { type EmailAddress, withoutSubaddress } from "../kernel/index.js";
import type { AccountFact, PolicyLevel } from "./decision.types.js";
import { effectiveDecisionSetting } from "./settings.js";

/**
 * Which characters begin a subaddress is for the address's own domain to say: elsewhere `j.smith` is another person than
 * `j`. The policy at hand is that of the login's domain, so it divides addresses of that domain alone, and only once the
 * domain is proven; every other address is taken as it stands.
 */
export function delimitersOf(account: Pick<AccountFact, "isDomainProven">, levels: readonly PolicyLevel[]): string {
  return account.isDomainProven ? effectiveDecisionSetting(levels, "subaddressDelimiters") : "";
}

/** The address without its subaddress, null where it has none that the login's domain knows of. */
export function withoutOwnSubaddress(address: EmailAddress, loginKey: string, delimiters: string): EmailAddress | null {
  const isOfOwnDomain = address.domain === loginKey.slice(loginKey.lastIndexOf("@") + 1);
  return isOfOwnDomain ? withoutSubaddress(address, delimiters) : null;
}
