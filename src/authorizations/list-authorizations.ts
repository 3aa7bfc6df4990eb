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
  const found =
    order === null
      ? await keysetPage(visible.query, isNarrow(actor, filter) ? BY_ID : BY_PATH, page)
      : await sortedPage(
          {
            manager: reader,
            Entity: Authorization,
            query: visible.query,
            alias: "sender",
            by: SORT_COLUMNS[order.field],
            direction: order.direction,
            runs: visible.isIncoming ? [{}] : await runsFor(reader, actor, filter, order.field),
          },
          page,
        );
  if (visible.isIncoming) showToAddressSide(found.rows);
  return found;
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

/** Null for the whole platform. */
async function subtreeOf(manager: EntityManager, actor: Actor, { resellerId }: AuthorizationFilter) {
  const scope = requireScope(actor);
  if (resellerId !== undefined) return (await requireReseller(manager, scope, resellerId)).path;
  return scope.kind === "RESELLER" ? required(scope.resellerPath) : null;
}
