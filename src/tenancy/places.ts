import type { AuditSubject } from "../audit/index.js";
import type { Place } from "../kernel/index.js";

// Said by what they hold, and not by their entities, which show their places themselves.
interface PlacedReseller {
  readonly id: string;
  readonly path: string;
  readonly name: string;
}

interface PlacedDomain {
  readonly id: string;
  readonly aliasOfId: string | null;
  readonly resellerPath: string;
  readonly name: string;
}

interface PlacedAccount {
  readonly id: string;
  readonly domainId: string;
  readonly resellerPath: string;
  readonly addressKey: string;
}

export function placeOfReseller(reseller: Pick<PlacedReseller, "path">): Place {
  return { resellerPath: reseller.path };
}

/** A domain alias lies in the domain that it stands for: whoever administers that one administers both. */
export function placeOfDomain(domain: Omit<PlacedDomain, "name">): Place {
  return { resellerPath: domain.resellerPath, domainId: domain.aliasOfId ?? domain.id };
}

export function placeOfAccount(account: Omit<PlacedAccount, "addressKey">): Place {
  return { resellerPath: account.resellerPath, domainId: account.domainId, accountId: account.id };
}

export function auditedReseller(reseller: PlacedReseller): AuditSubject {
  return { kind: "Reseller", id: reseller.id, label: reseller.name, ...placeOfReseller(reseller) };
}

export function auditedDomain(domain: PlacedDomain): AuditSubject {
  return { kind: "Domain", id: domain.id, label: domain.name, ...placeOfDomain(domain) };
}

export function auditedAccount(account: PlacedAccount): AuditSubject {
  return { kind: "Account", id: account.id, label: account.addressKey, ...placeOfAccount(account) };
}
