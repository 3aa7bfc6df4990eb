import type { EntityManager } from "typeorm";
import { type Actor, ADMINISTRATORS, type EmailAddress, scopeCovers, withoutSubaddress } from "../kernel/index.js";
import { effectivePolicy } from "../policy/index.js";
import { type Account, AccountAlias, type Domain, findHostedDomain } from "../tenancy/index.js";
import { AuthorizationSource } from "./authorization-state.js";
import { DomainAuthorization, DomainAuthorizationState } from "./domain-authorization.entity.js";

/** Why an account may send as an address without anybody being asked. */
export interface Proof {
  readonly source: AuthorizationSource;
  readonly reason: string;
  /** When what proves it ends; null for no end. */
  readonly expiresAt: Date | null;
}

/** Null when the owner must be asked. That mail for an address arrives in a mailbox proves nothing. */
export async function findProof(
  manager: EntityManager,
  actor: Actor,
  account: Account,
  address: EmailAddress,
): Promise<Proof | null> {
  const own = await ownAddressProof(manager, account, address);
  if (own !== null) return { source: AuthorizationSource.REQUEST, reason: own, expiresAt: null };
  const byDomain = await manager.findOneBy(DomainAuthorization, { accountId: account.id, domain: address.domain });
  if (byDomain?.state === DomainAuthorizationState.AUTHORIZED) {
    return { source: AuthorizationSource.DOMAIN, reason: "domain authorization", expiresAt: byDomain.expiresAt };
  }
  if (!(await administersDomain(manager, actor, address.domain))) return null;
  return {
    source: AuthorizationSource.GRANT,
    reason: `address in a domain that ${actor.label} administers`,
    expiresAt: null,
  };
}

async function ownAddressProof(
  manager: EntityManager,
  account: Account,
  address: EmailAddress,
): Promise<string | null> {
  if (address.key === account.addressKey) return "own address";
  const isAlias = (addressKey: string) => manager.existsBy(AccountAlias, { accountId: account.id, addressKey });
  if (await isAlias(address.key)) return "own alias";
  const { subaddressDelimiters } = await effectivePolicy(manager, {
    resellerPath: account.resellerPath,
    domainId: account.domainId,
    accountId: account.id,
  });
  const base = withoutSubaddress(address, subaddressDelimiters);
  if (base === null) return null;
  return base.key === account.addressKey || (await isAlias(base.key)) ? "subaddress of an own address" : null;
}

/** Whether the domain is hosted here and the caller is one of its administrators. */
export async function administersDomain(manager: EntityManager, actor: Actor, domainName: string): Promise<boolean> {
  if (actor.role === null || actor.scope === null || !ADMINISTRATORS.includes(actor.role)) return false;
  if (actor.scope.kind === "DOMAIN") return actor.scope.domainName === domainName;
  const domain = await findHostedDomain(manager, domainName);
  return domain !== null && scopeCovers(actor.scope, placeOfDomain(domain));
}

export function placeOfDomain(domain: Domain): { resellerPath: string; domainId: string } {
  return { resellerPath: domain.resellerPath, domainId: domain.id };
}
