import type { EntityManager } from "typeorm";
import {
  type Database,
  EMPTY_PAGE,
  type IndexRun,
  keysetPage,
  type Page,
  type PageRequest,
  type SortColumn,
  sortedPage,
} from "../database/index.js";
import { type Order, OrderDirection } from "../graphql/index.js";
import { type Actor, required, requireScope } from "../kernel/index.js";
import { requireReseller, runsWithin, statesWanted } from "../tenancy/index.js";
import { showToAddressSide } from "./as-seen-by.js";
import { Authorization } from "./authorization.entity.js";
import { type AuthorizationFilter, visibleAuthorizations } from "./authorization.queries.js";
import { AuthorizationState } from "./authorization-state.js";

export enum AuthorizationOrderField {
  CREATED_AT = "CREATED_AT",
  LAST_USED_AT = "LAST_USED_AT",
  EXPIRES_AT = "EXPIRES_AT",
  ADDRESS = "ADDRESS",
}

export type AuthorizationOrder = Order<AuthorizationOrderField>;

const BY_ID = [{ column: "sender.id", valueOf: (row: Authorization) => row.id }];
const BY_PATH = [{ column: "sender.resellerPath", valueOf: (row: Authorization) => row.resellerPath }, ...BY_ID];

const SORT_COLUMNS: Readonly<Record<AuthorizationOrderField, SortColumn<Authorization>>> = {
  [AuthorizationOrderField.CREATED_AT]: { column: "createdAt", type: "number" },
  // What was never used is what was used the longest time ago, and what never ends comes after all that ends.
  [AuthorizationOrderField.LAST_USED_AT]: { column: "lastUsedAt", type: "number", nulls: "smallest" },
  [AuthorizationOrderField.EXPIRES_AT]: { column: "expiresAt", type: "number", nulls: "largest" },
  [AuthorizationOrderField.ADDRESS]: { column: "addressKey", type: "text" },
};

export interface AuthorizationsToList {
  readonly filter: AuthorizationFilter;
  readonly page: PageRequest;
  readonly orderBy?: AuthorizationOrder | null | undefined;
}

/**
 * Authorizations that the caller may see: those of accounts in its scope, and with `addressDomain` or `identityId` in a
 * domain that it administers also those of other tenants' accounts.
 */
export async function listAuthorizations(
  { reader }: Pick<Database, "reader">,
  actor: Actor,
  { filter, page, orderBy = null }: AuthorizationsToList,
): Promise<Page<Authorization>> {
  const visible = await visibleAuthorizations(reader, actor, filter);
  if (visible === null) return EMPTY_PAGE;
  const order = orderBy ?? orderOfFilter(filter);
  const shared = { manager: reader, Entity: Authorization, query: visible.query, alias: "sender" };
  const several = order === null && !visible.isIncoming ? runsOfSeveral(actor, filter) : null;
  let found: Page<Authorization>;
  if (order !== null) {
    const few = visible.isIncoming || isOfFew(filter) ? null : await fewOfSources(reader, filter);
    if (few?.length === 0) return EMPTY_PAGE;
    if (few !== null) visible.query.andWhere("sender.id IN (:...few)", { few });
    const isSorted = visible.isIncoming || few !== null;
    const runs = isSorted ? [{}] : await runsFor(reader, actor, filter, order.field);
    found = await sortedPage({ ...shared, by: SORT_COLUMNS[order.field], direction: order.direction, runs }, page);
  } else if (several !== null) found = await sortedPage({ ...shared, ...several, direction: "ASC" }, page);
  else found = await keysetPage(visible.query, isNarrow(actor, filter) ? BY_ID : BY_PATH, page);
  if (visible.isIncoming) showToAddressSide(found.rows);
  return found;
}

/**
 * In the usual order each state and each source has an index of its own, which a list of several walks side by side; a
 * database that is asked for several at once walks everything, or sorts it. Null where there is one such index at most.
 */
function runsOfSeveral(actor: Actor, filter: AuthorizationFilter) {
  const { states, sources } = filter;
  const runs: IndexRun<Authorization>[] | undefined =
    once(states)?.map((state) => ({ state })) ?? once(sources)?.map((source) => ({ source }));
  if (runs === undefined || isOfFew(filter) || requireScope(actor).kind === "ACCOUNT") return null;
  if (!isNarrow(actor, filter)) return { by: { column: "resellerPath", type: "text" } as const, runs };
  return states === undefined ? null : { by: { column: "id", type: "text", isUnique: true } as const, runs };
}

/** A run that is walked twice would show its rows twice. */
function once<Value>(values: readonly Value[] | undefined): Value[] | undefined {
  return values && [...new Set(values)];
}

/** A range lies in the index of its own column. */
function orderOfFilter({ createdAt, expiresAt, lastUsedAt, addressPrefix }: AuthorizationFilter) {
  const ascending = (field: AuthorizationOrderField) => ({ field, direction: OrderDirection.ASC });
  if (createdAt !== undefined) return ascending(AuthorizationOrderField.CREATED_AT);
  if (expiresAt !== undefined) return ascending(AuthorizationOrderField.EXPIRES_AT);
  if (lastUsedAt !== undefined) return ascending(AuthorizationOrderField.LAST_USED_AT);
  return addressPrefix === undefined ? null : ascending(AuthorizationOrderField.ADDRESS);
}

/** Whether the scope or the filter is no more than a domain wide, so that an index holds its rows by age. */
function isNarrow(actor: Actor, filter: AuthorizationFilter): boolean {
  const { kind } = requireScope(actor);
  return kind === "DOMAIN" || kind === "ACCOUNT" || isOfFew(filter) || filter.domainId !== undefined;
}

function isOfFew({ address, identityId, accountId, addressDomain }: AuthorizationFilter): boolean {
  return address !== undefined || identityId !== undefined || accountId !== undefined || addressDomain !== undefined;
}

/** The runs of the index that holds the order for this scope and filter. What is of one account or address is sorted. */
async function runsFor(
  manager: EntityManager,
  actor: Actor,
  filter: AuthorizationFilter,
  field: AuthorizationOrderField,
): Promise<IndexRun<Authorization>[]> {
  const scope = requireScope(actor);
  if (scope.kind === "ACCOUNT" || isOfFew(filter)) return [{}];
  // A path and an address are longer than an index key may be, so a reseller's addresses are those of its domains.
  const isByAddress = field === AuthorizationOrderField.ADDRESS;
  const domainId = scope.kind === "DOMAIN" ? scope.domainId : filter.domainId;
  const subtree = domainId === undefined ? await subtreeOf(manager, actor, filter) : null;
  const isByDomain = isByAddress && (domainId !== undefined || subtree !== null);
  const states = statesWanted(AuthorizationState, filter);
  return runsWithin<Authorization>(manager, {
    scope,
    domainId,
    subtree,
    resellersBy: isByAddress ? "domainId" : "resellerPath",
    states: isByDomain ? undefined : states,
  });
}

/** More than these are found along the order sooner than they are sorted. */
const MOST_SORTED = 1_000;

/**
 * No order has an index for each source: what has a frequent one is found along the order, and what has a rare one is
 * looked up and sorted, as the walk would pass everything else. Null where the filter names no source or a frequent one.
 */
async function fewOfSources(
  manager: EntityManager,
  { source, sources }: AuthorizationFilter,
): Promise<string[] | null> {
  const wanted = once(sources)?.filter((each) => source === undefined || each === source) ?? (source ? [source] : null);
  if (wanted === null) return null;
  const ids: string[] = [];
  for (const each of wanted) {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM sender_authorization WHERE source = ? LIMIT ${MOST_SORTED + 1 - ids.length}`,
      [each],
    );
    ids.push(...rows.map(({ id }) => id));
    if (ids.length > MOST_SORTED) return null;
  }
  return ids;
}

/** Null for the whole platform. */
async function subtreeOf(manager: EntityManager, actor: Actor, { resellerId }: AuthorizationFilter) {
  const scope = requireScope(actor);
  if (resellerId !== undefined) return (await requireReseller(manager, scope, resellerId)).path;
  return scope.kind === "RESELLER" ? required(scope.resellerPath) : null;
}
