import { type EntityManager, In } from "typeorm";
import {
  acrossTenants,
  beginningWith,
  lockRow,
  lockRows,
  type ScopedQuery,
  type TimesWanted,
  type Transaction,
  withinScope,
  withinSubtree,
  withinTimes,
} from "../database/index.js";
import { showUnder } from "../graphql/index.js";
import {
  type Actor,
  type ForeignRow,
  foreignRow,
  type Locked,
  notFound,
  parseDomainName,
  required,
  requireScope,
  rowAcrossTenants,
  rowWithin,
  scopeCovers,
} from "../kernel/index.js";
import { requireReseller } from "../tenancy/index.js";
import { Authorization } from "./authorization.entity.js";
import type { AuthorizationSource, AuthorizationState } from "./authorization-state.js";
import { addressKeyOf, findIdentityByKey } from "./identity.queries.js";
import { administersDomain } from "./proof.js";

/** Inner identifiers; absent parts do not narrow. */
export interface AuthorizationFilter {
  readonly state?: AuthorizationState;
  /** One of these. */
  readonly states?: readonly AuthorizationState[];
  readonly source?: AuthorizationSource;
  readonly sources?: readonly AuthorizationSource[];
  readonly address?: string;
  /** Beginning of the address in canonical form. */
  readonly addressPrefix?: string;
  readonly createdAt?: TimesWanted;
  readonly expiresAt?: TimesWanted;
  readonly lastUsedAt?: TimesWanted;
  readonly accountId?: string;
  readonly domainId?: string;
  readonly resellerId?: string;
  /** Domain of the addresses. In one that the caller administers, other tenants' authorizations are found too. */
  readonly addressDomain?: string;
  readonly identityId?: string;
}

const COLUMNS = {
  resellerPath: "sender.resellerPath",
  domainId: "sender.domainId",
  accountId: "sender.accountId",
};

const SEEN_BY_HOSTS = "administrators of a hosted domain see who may send as its addresses (design, Who)";

/**
 * The filtered query itself, for lists and for bulk operations, and whether it finds what others use of an address that
 * is the caller's; null when nothing can match.
 */
export async function visibleAuthorizations(manager: EntityManager, actor: Actor, filter: AuthorizationFilter) {
  let { identityId } = filter;
  let addressDomain = filter.addressDomain === undefined ? undefined : parseDomainName(filter.addressDomain);
  if (addressDomain === null) return null;
  if (filter.address !== undefined) {
    const key = addressKeyOf(filter.address);
    const identity = key === null ? null : await findIdentityByKey(manager, key);
    if (identity === null || (identityId !== undefined && identityId !== identity.id)) return null;
    identityId = identity.id;
    addressDomain ??= identity.domain;
  }
  const isIncoming = addressDomain !== undefined && (await administersDomain(manager, actor, addressDomain));
  const all = manager.createQueryBuilder(Authorization, "sender");
  const query = isIncoming ? acrossTenants(all, SEEN_BY_HOSTS) : withinScope(all, requireScope(actor), COLUMNS);
  if (filter.addressDomain !== undefined || isIncoming) {
    query.andWhere("sender.identityDomain = :addressDomain", { addressDomain });
  }
  if (filter.resellerId !== undefined) {
    const reseller = await requireReseller(manager, requireScope(actor), filter.resellerId);
    withinSubtree(query, COLUMNS.resellerPath, reseller.path, "filter");
  }
  const equal = {
    identityId,
    state: filter.state,
    source: filter.source,
    accountId: filter.accountId,
    domainId: filter.domainId,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) query.andWhere(`sender.${column} = :${column}`, { [column]: value });
  }
  narrowFurther(query, filter);
  return { query, isIncoming };
}

function narrowFurther(query: ScopedQuery<Authorization>, filter: AuthorizationFilter): void {
  const { states, sources, addressPrefix } = filter;
  if (states !== undefined) query.andWhere("sender.state IN (:...states)", { states });
  if (sources !== undefined) query.andWhere("sender.source IN (:...sources)", { sources });
  if (addressPrefix !== undefined) beginningWith(query, "sender.addressKey", addressPrefix);
  for (const column of ["createdAt", "expiresAt", "lastUsedAt"] as const) {
    const times = filter[column];
    if (times !== undefined) withinTimes(query, `sender.${column}`, times);
  }
}

/** Null for an authorization that the caller neither holds, administers, nor hosts the address of. */
export async function findVisibleAuthorization(
  manager: EntityManager,
  actor: Actor,
  id: string,
): Promise<Authorization | null> {
  const scope = requireScope(actor);
  const row = await manager.findOneBy(Authorization, { id });
  if (row === null || scopeCovers(scope, row)) return row;
  return (await administersDomain(manager, actor, row.identityDomain)) ? showUnder("ADDRESS_SIDE", row) : null;
}

/** One of an account in the caller's scope, locked until the commit. */
export async function requireOwnAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
): Promise<Locked<Authorization>> {
  const authorization = rowWithin(requireScope(actor), await lockAuthorization(tx, id), (row) => row);
  if (authorization === null) throw notFound("Authorization");
  return authorization;
}

/** Locked until the commit. Throws NOT_FOUND for one that the caller does not see. */
export async function lockVisibleAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
): Promise<Locked<Authorization>> {
  if ((await findVisibleAuthorization(tx.manager, actor, id)) === null) throw notFound("Authorization");
  return required(rowAcrossTenants(await lockAuthorization(tx, id), "the caller sees it, as was found out above"));
}

/** Whosever it is, locked until the commit. */
export async function lockAuthorization(
  tx: Transaction,
  id: string,
): Promise<ForeignRow<Locked<Authorization>> | null> {
  const authorization = await lockRow(tx, Authorization, { id });
  return authorization && foreignRow(authorization);
}

/** The same of many; those that are gone are left out. */
export async function lockAuthorizations(
  tx: Transaction,
  ids: readonly string[],
): Promise<ForeignRow<Locked<Authorization>>[]> {
  if (ids.length === 0) return [];
  const locked = await lockRows(tx, Authorization, { id: In([...ids]) });
  return locked.map(foreignRow);
}

export async function lockAuthorizationOf(
  tx: Transaction,
  accountId: string,
  identityId: string,
): Promise<Locked<Authorization> | null> {
  return lockRow(tx, Authorization, { accountId, identityId });
}
