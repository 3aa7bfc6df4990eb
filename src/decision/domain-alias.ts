import { atDomain, type EmailAddress } from "../kernel/index.js";
import { dividedBy, type SubaddressRules } from "./subaddress.js";

/** What is known of the domains of addresses, wherever the facts are kept. */
export interface AddressRules extends SubaddressRules {
  /** The domain that this one stands for; null for one that stands for no other, or is not proven to be its tenant's. */
  targetOf(domainName: string): string | null;
}

/** The same local part at the domain that the address's own stands for; null where it stands for no other. */
export function addressAtTarget(address: EmailAddress, rules: Pick<AddressRules, "targetOf">): EmailAddress | null {
  const target = rules.targetOf(address.domain);
  return target === null ? null : atDomain(address, target);
}

/** The addresses whose rights hold for an address as well, besides those that it has itself. */
export interface CoveringAddresses {
  /** The same at the domain that its own stands for. */
  readonly target: EmailAddress | null;
  /** Without its subaddress, as the domain that counts divides it. */
  readonly base: EmailAddress | null;
}

export function coveringAddresses(address: EmailAddress, rules: AddressRules): CoveringAddresses {
  const target = addressAtTarget(address, rules);
  return { target, base: dividedBy(target ?? address, rules) };
}
