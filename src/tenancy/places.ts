import type { AuditSubject } from "../audit/index.js";
import type { Place } from "../kernel/index.js";
import type { Account } from "./account.entity.js";
import type { Domain } from "./domain.entity.js";
import type { Reseller } from "./reseller.entity.js";

export function placeOfReseller(reseller: Reseller): Place {
  return { resellerPath: reseller.path };
}

export function placeOfDomain(domain: Domain): Place {
  return { resellerPath: domain.resellerPath, domainId: domain.id };
}

export function placeOfAccount(account: Account): Place {
  return { resellerPath: account.resellerPath, domainId: account.domainId, accountId: account.id };
}

export function auditedReseller(reseller: Reseller): AuditSubject {
  return { kind: "Reseller", id: reseller.id, label: reseller.name, ...placeOfReseller(reseller) };
}

export function auditedDomain(domain: Domain): AuditSubject {
  return { kind: "Domain", id: domain.id, label: domain.name, ...placeOfDomain(domain) };
}

export function auditedAccount(account: Account): AuditSubject {
  return { kind: "Account", id: account.id, label: account.addressKey, ...placeOfAccount(account) };
}
