import { type EntityManager, In } from "typeorm";
import {
  Authorization,
  AuthorizationState,
  DomainAuthorization,
  DomainAuthorizationState,
  type Identity,
} from "../authorizations/index.js";
import type { LinkPress } from "../presses/index.js";
import { Account } from "../tenancy/index.js";

const MAX_SHOWN = 200;
/** Of what is over the newest alone: it can no longer be used. */
const MAX_FORMER = 20;

export interface ListedAuthorization {
  readonly authorization: Authorization;
  readonly account: string;
}

export interface OwnerView {
  readonly authorizations: readonly ListedAuthorization[];
  /** Denied, withdrawn, ended or never answered, the one asked for last first. */
  readonly former: readonly ListedAuthorization[];
  /** Accounts that may send as every address of the domain. */
  readonly byDomain: readonly string[];
  readonly hasMore: boolean;
}

/**
 * Every account that may send as the address or asks to, of whichever tenant: the owner of the address is whom it
 * concerns. Unscoped for that reason; the caller has checked the signed link.
 */
export async function loadOwnerView(manager: EntityManager, identity: Identity, now: Date): Promise<OwnerView> {
  const rows = await manager.find(Authorization, {
    where: {
      identityId: identity.id,
      state: In([AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED, AuthorizationState.PENDING]),
    },
    order: { id: "ASC" },
    take: MAX_SHOWN + 1,
  });
  const over = await manager.find(Authorization, {
    where: {
      identityId: identity.id,
      state: In([AuthorizationState.DENIED, AuthorizationState.REVOKED, AuthorizationState.EXPIRED]),
    },
    order: { id: "DESC" },
    take: MAX_FORMER,
  });
  const claims = await manager.find(DomainAuthorization, {
    where: { domain: identity.domain, state: DomainAuthorizationState.AUTHORIZED },
    order: { id: "ASC" },
    take: MAX_SHOWN,
  });
  const current = rows.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  // What has ended also before the timers have written it down.
  const former = [...rows.filter((row) => !current.includes(row)), ...over].slice(0, MAX_FORMER);
  const accountIds = [...new Set([...current, ...former, ...claims].map(({ accountId }) => accountId))];
  const accounts = accountIds.length === 0 ? [] : await manager.find(Account, { where: { id: In(accountIds) } });
  // Not as typed: letters of another script could pass for another domain.
  const addresses = new Map(accounts.map(({ id, addressKey }) => [id, addressKey]));
  const listed = (authorization: Authorization): ListedAuthorization => ({
    authorization,
    account: addresses.get(authorization.accountId) ?? "",
  });
  return {
    authorizations: current.slice(0, MAX_SHOWN).map(listed),
    former: former.map(listed),
    byDomain: claims.map(({ accountId }) => addresses.get(accountId) ?? ""),
    hasMore: rows.length > MAX_SHOWN,
  };
}

/** Of presses about authorizations: the id of each → the address of its account. */
export async function accountsOfPresses(
  manager: EntityManager,
  presses: readonly Pick<LinkPress, "targetId">[],
): Promise<ReadonlyMap<string, string>> {
  const ids = presses.flatMap(({ targetId }) => (targetId === null ? [] : [targetId]));
  if (ids.length === 0) return new Map();
  const rows = await manager.find(Authorization, { select: { id: true, accountId: true }, where: { id: In(ids) } });
  const accounts = await manager.find(Account, { where: { id: In(rows.map(({ accountId }) => accountId)) } });
  const addresses = new Map(accounts.map(({ id, addressKey }) => [id, addressKey]));
  return new Map(rows.map(({ id, accountId }) => [id, addresses.get(accountId) ?? ""]));
}
