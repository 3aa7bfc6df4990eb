import type { EntityManager } from "typeorm";
import { fromGlobalId, fromOptionalId } from "../graphql/index.js";
import { badInput, forbidden, type GlobalId, parseDomainName, type Scope } from "../kernel/index.js";
import type { AccountFilter } from "./account.input.js";
import type { AccountQuery } from "./account.queries.js";
import type { DomainFilter } from "./domain.input.js";
import { type DomainQuery, requireDomain } from "./domain.queries.js";
import type { ResellerFilter } from "./reseller.input.js";
import { type ResellerQuery, requireReseller } from "./reseller.queries.js";
import { requireLine } from "./text-rules.js";

const MAX_PREFIX_LENGTH = 254;

/** NOT_FOUND for an id outside the scope: a filter must not tell what exists elsewhere. */
export async function resellersWanted(
  manager: EntityManager,
  scope: Scope,
  filter: ResellerFilter,
): Promise<ResellerQuery> {
  const parentId = fromOptionalId("Reseller", filter.parentId);
  if (parentId !== undefined) await requireReseller(manager, scope, parentId);
  return {
    parentId,
    state: filter.state ?? undefined,
    states: filter.states ?? undefined,
    name: isGiven(filter.name) ? requireLine(filter.name, "filter.name", MAX_PREFIX_LENGTH) : undefined,
    createdAt: filter.createdAt ?? undefined,
    brandState: filter.brandState ?? undefined,
    search: prefixOf(filter.search, "filter.search"),
  };
}

/** NOT_FOUND for an id outside the scope. */
export async function domainsWanted(manager: EntityManager, scope: Scope, filter: DomainFilter): Promise<DomainQuery> {
  const search = prefixOf(filter.search, "filter.search");
  // That others hold authorizations in its domain is nothing a tenant may learn.
  if (filter.isConflict === true && scope.kind !== "PLATFORM")
    throw forbidden("OPERATOR_ONLY", "Only the platform's operator may ask");
  return {
    subtree: await pathOf(manager, scope, filter.resellerId),
    state: filter.state ?? undefined,
    states: filter.states ?? undefined,
    createdAt: filter.createdAt ?? undefined,
    proof: filter.proof ?? undefined,
    isConflict: filter.isConflict ?? undefined,
    // A whole name may come as people write it, with umlauts; of a part there is no A-label.
    search: search === undefined ? undefined : (parseDomainName(search) ?? search),
  };
}

/** NOT_FOUND for an id outside the scope. */
export async function accountsWanted(
  manager: EntityManager,
  scope: Scope,
  filter: AccountFilter,
): Promise<AccountQuery> {
  const domainId = fromOptionalId("Domain", filter.domainId);
  if (filter.addressContains && domainId === undefined && (scope.kind === "PLATFORM" || scope.kind === "RESELLER")) {
    const message = "Parts of addresses are looked for within one domain";
    throw badInput(
      "SELECTION_TOO_WIDE",
      "filter.addressContains",
      message,
      "domainId beside it, or `address` for beginnings",
    );
  }
  if (domainId !== undefined && scope.kind !== "ACCOUNT") await requireDomain(manager, scope, domainId);
  return {
    domainId,
    subtree: await pathOf(manager, scope, filter.resellerId),
    state: filter.state ?? undefined,
    states: filter.states ?? undefined,
    address: prefixOf(filter.address, "filter.address"),
    addressContains: prefixOf(filter.addressContains, "filter.addressContains"),
    createdAt: filter.createdAt ?? undefined,
  };
}

async function pathOf(manager: EntityManager, scope: Scope, resellerId?: GlobalId | null): Promise<string | undefined> {
  if (resellerId === null || resellerId === undefined) return undefined;
  return (await requireReseller(manager, scope, fromGlobalId("Reseller", resellerId))).path;
}

function prefixOf(text: string | null | undefined, field: string): string | undefined {
  return text === null || text === undefined ? undefined : requireLine(text, field, MAX_PREFIX_LENGTH).toLowerCase();
}

const isGiven = (text: string | null | undefined): text is string => text !== null && text !== undefined;
