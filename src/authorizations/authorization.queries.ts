import { type EntityManager, In } from "typeorm";
import {
  acrossTenants,
  type Database,
  EMPTY_PAGE,
  keysetPage,
  type Page,
  type PageRequest,
  type Transaction,
  withinScope,
  withinSubtree,
} from "../database/index.js";
import { showUnder } from "../graphql/index.js";
import { type Actor, notFound, parseDomainName, requireScope, scopeCovers } from "../kernel/index.js";
import { requireReseller } from "../tenancy/index.js";
import { showToAddressSide } from "./as-seen-by.js";
import { Authorization } from "./authorization.entity.js";
import type { AuthorizationSource, AuthorizationState } from "./authorization-state.js";
import { addressKeyOf, findIdentityByKey } from "./identity.queries.js";
import { administersDomain } from "./proof.js";

/** Inner identifiers; absent parts do not narrow. */
export interface AuthorizationFilter {
  readonly state?: AuthorizationState;
  readonly source?: AuthorizationSource;
  readonly address?: string;
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
const BY_ID = [{ column: "sender.id", valueOf: (row: Authorization) => row.id }];
const BY_PATH = [{ column: "sender.resellerPath", valueOf: (row: Authorization) => row.resellerPath }, ...BY_ID];

/**
 * Authorizations that the caller may see: those of accounts in its scope, and with `addressDomain` or `identityId` in a
 * domain that it administers also those of other tenants' accounts.
 */
export async function listAuthorizations(
  database: Database,
  actor: Actor,
  filter: AuthorizationFilter,
  page: PageRequest,
): Promise<Page<Authorization>> {
  const { reader } = database;
  const visible = await visibleAuthorizations(reader, actor, filter);
  if (visible === null) return EMPTY_PAGE;
  const found = await keysetPage(visible.query, await orderFor(actor, filter), page);
  if (visible.isIncoming) showToAddressSide(found.rows);
  return found;
}

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
  return { query, isIncoming };
}

/** The order that an index holds for this scope and filter. */
async function orderFor(actor: Actor, filter: AuthorizationFilter) {
  const scope = requireScope(actor);
  const isNarrow =
    scope.kind === "DOMAIN" ||
    scope.kind === "ACCOUNT" ||
    filter.address !== undefined ||
    filter.identityId !== undefined ||
    filter.accountId !== undefined ||
    filter.domainId !== undefined ||
    filter.addressDomain !== undefined;
  return isNarrow ? BY_ID : BY_PATH;
}

/** Throws NOT_FOUND for an authorization that the caller neither holds, administers, nor hosts the address of. */
export async function requireVisibleAuthorization(
  manager: EntityManager,
  actor: Actor,
  id: string,
): Promise<Authorization> {
  const authorization = await findVisibleAuthorization(manager, actor, id);
  if (authorization === null) throw notFound("Authorization");
  return authorization;
}

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
export async function requireOwnAuthorization(tx: Transaction, actor: Actor, id: string): Promise<Authorization> {
  const authorization = await lockAuthorization(tx, id);
  if (authorization === null || !scopeCovers(requireScope(actor), authorization)) throw notFound("Authorization");
  return authorization;
}

export async function lockAuthorization(tx: Transaction, id: string): Promise<Authorization | null> {
  return tx.manager.findOne(Authorization, { where: { id }, ...tx.dialect.rowLock });
}

export async function lockAuthorizations(tx: Transaction, ids: readonly string[]): Promise<Authorization[]> {
  if (ids.length === 0) return [];
  return tx.manager.find(Authorization, { where: { id: In([...ids]) }, order: { id: "ASC" }, ...tx.dialect.rowLock });
}

export async function lockAuthorizationOf(
  tx: Transaction,
  accountId: string,
  identityId: string,
): Promise<Authorization | null> {
  return tx.manager.findOne(Authorization, { where: { accountId, identityId }, ...tx.dialect.rowLock });
}
