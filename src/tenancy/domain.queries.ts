import { type EntityManager, In } from "typeorm";
import {
  beginningWith,
  type Database,
  dialectOf,
  inBatches,
  keysetPage,
  lockRow,
  lockRows,
  type Page,
  type PageRequest,
  type SortColumn,
  sortedPage,
  type TimesWanted,
  type Transaction,
  withinScope,
  withinSubtree,
  withinTimes,
} from "../database/index.js";
import { type Order, OrderDirection } from "../graphql/index.js";
import { type ForeignRow, foreignRow, notFound, type Scope, scopeCovers } from "../kernel/index.js";
import { Domain } from "./domain.entity.js";
import { type DomainProofKind, isProven, type Proven } from "./domain-proof.js";
import { placeOfDomain } from "./places.js";
import { BY_RESELLER, runsWithin, stateRuns, statesWanted } from "./tenant-runs.js";
import { TenantState } from "./tenant-state.js";

/** Throws NOT_FOUND for a domain outside the scope as for one that does not exist. */
export async function requireDomain(manager: EntityManager, scope: Scope, id: string): Promise<Domain> {
  const domain = await manager.findOneBy(Domain, { id });
  if (domain === null || !scopeCovers(scope, placeOfDomain(domain))) throw notFound("Domain");
  return domain;
}

/** `requireDomain`, and nobody else moves it, deletes it or takes an address in it before this transaction ends. */
export async function lockDomain(tx: Transaction, scope: Scope, id: string): Promise<Domain> {
  const domain = await lockRow(tx, Domain, { id });
  if (domain === null || !scopeCovers(scope, placeOfDomain(domain))) throw notFound("Domain");
  return domain;
}

/**
 * Every domain with one of these ids or names, locked. Addresses are unique over accounts and aliases together, which
 * no index can hold; so whoever takes an address locks its domain first.
 */
export async function lockDomains(
  tx: Transaction,
  wanted: { readonly ids: readonly string[]; readonly names: readonly string[] },
): Promise<ForeignRow<Domain>[]> {
  const found = new Map<string, Domain>();
  const note = (domains: Domain[]) => {
    for (const domain of domains) found.set(domain.id, domain);
  };
  for (const ids of inBatches(wanted.ids)) note(await lockRows(tx, Domain, { id: In(ids) }));
  for (const names of inBatches(wanted.names)) note(await lockRows(tx, Domain, { name: In(names) }));
  return [...found.values()].map(foreignRow);
}

/** The domain of this A-label, hosted here for whichever tenant. */
export async function findHostedDomain(manager: EntityManager, name: string): Promise<ForeignRow<Domain> | null> {
  const domain = await manager.findOneBy(Domain, { name });
  return domain && foreignRow(domain);
}

/** The same of some. */
export async function findHostedDomains(
  manager: EntityManager,
  names: readonly string[],
): Promise<ForeignRow<Domain>[]> {
  return (await manager.findBy(Domain, { name: In([...names]) })).map(foreignRow);
}

/**
 * The domain whose administrators have a say over addresses in this one, whoever holds them: itself where it is proven, of
 * a proven alias the domain that it stands for, where that is proven as well.
 */
export async function findProvenDomain(
  manager: EntityManager,
  name: string,
): Promise<ForeignRow<Proven<Domain>> | null> {
  const domain = await manager.findOneBy(Domain, { name });
  if (!isProven(domain)) return null;
  if (domain.aliasOfId === null) return foreignRow(domain);
  const target = await manager.findOneBy(Domain, { id: domain.aliasOfId });
  return isProven(target) ? foreignRow(target) : null;
}

export interface DomainQuery {
  /** A reseller and everything below it. */
  readonly subtree?: string;
  readonly state?: TenantState;
  readonly states?: readonly TenantState[];
  readonly createdAt?: TimesWanted;
  readonly proof?: DomainProofKind;
  readonly isConflict?: boolean;
  /** Beginning of the name. */
  readonly search?: string;
}

export enum DomainOrderField {
  NAME = "NAME",
  CREATED_AT = "CREATED_AT",
}

const SORT_COLUMNS: Readonly<Record<DomainOrderField, SortColumn<Domain>>> = {
  [DomainOrderField.NAME]: { column: "name", type: "text", isUnique: true },
  [DomainOrderField.CREATED_AT]: { column: "createdAt", type: "number" },
};
const EARLIEST_FIRST = { field: DomainOrderField.CREATED_AT, direction: OrderDirection.ASC };

export interface DomainsToList {
  readonly wanted: DomainQuery;
  readonly page: PageRequest;
  readonly orderBy?: Order<DomainOrderField> | null | undefined;
}

/** By reseller, and by name within one; by name alone for a search over the whole platform. */
export async function listDomains(
  database: Database,
  scope: Scope,
  { wanted, page, orderBy = null }: DomainsToList,
): Promise<Page<Domain>> {
  const all = database.reader.createQueryBuilder(Domain, "domain");
  const query = withinScope(all, scope, { resellerPath: "domain.resellerPath", domainId: "domain.id" });
  if (wanted.subtree !== undefined) withinSubtree(query, "domain.resellerPath", wanted.subtree, "filter");
  if (wanted.state !== undefined) query.andWhere("domain.state = :state", { state: wanted.state });
  if (wanted.proof !== undefined) query.andWhere("domain.proof = :proof", { proof: wanted.proof });
  if (wanted.isConflict === true) query.andWhere("domain.conflictAt IS NOT NULL");
  if (wanted.search !== undefined) beginningWith(query, "domain.name", wanted.search);
  if (wanted.states !== undefined) query.andWhere("domain.state IN (:...states)", { states: wanted.states });
  if (wanted.createdAt !== undefined) withinTimes(query, "domain.createdAt", wanted.createdAt);
  const order = orderBy ?? (wanted.createdAt === undefined ? null : EARLIEST_FIRST);
  const shared = { manager: database.reader, Entity: Domain, query, alias: "domain" };
  if (order === null) {
    const columns = orderOfDomains(scope, wanted);
    if (columns === BY_STATE && wanted.states !== undefined) {
      return sortedPage({ ...shared, by: BY_RESELLER, direction: "ASC", runs: stateRuns(wanted) }, page);
    }
    if (columns === BY_STATE) dialectOf(query.connection).walkIndex(query, "ix_domain_state");
    return keysetPage(query, columns, page);
  }
  const runs =
    scope.kind === "DOMAIN"
      ? [{}]
      : await runsWithin<Domain>(database.reader, {
          scope,
          subtree: wanted.subtree,
          resellersBy: "resellerPath",
          states: isInOneRun(scope, wanted, order.field) ? undefined : statesWanted(TenantState, wanted),
        });
  return sortedPage({ ...shared, by: SORT_COLUMNS[order.field], direction: order.direction, runs }, page);
}

/** Names of the whole platform stand in an index by their state; those of a tenant are few enough to be looked through. */
function isInOneRun(scope: Scope, { subtree }: DomainQuery, field: DomainOrderField): boolean {
  return field === DomainOrderField.NAME && !(scope.kind === "PLATFORM" && subtree === undefined);
}

const byPath = { column: "domain.resellerPath", valueOf: (row: Domain) => row.resellerPath };
const byName = { column: "domain.name", valueOf: (row: Domain) => row.name };
const byId = { column: "domain.id", valueOf: (row: Domain) => row.id };
const BY_STATE = [byPath, byId];

// Always the order of an index whose range is what the caller may see or asks for. Only a prefix within a subtree is
// two ranges: there the planner chooses, and where it walks the prefix it sorts the few rows of the tenant in it.
function orderOfDomains(scope: Scope, wanted: DomainQuery) {
  if (scope.kind === "DOMAIN" || wanted.proof !== undefined || wanted.isConflict === true) return [byId];
  const isWithinTenant = scope.kind === "RESELLER" || wanted.subtree !== undefined;
  if (wanted.search !== undefined) return isWithinTenant ? [byPath, byName] : [byName];
  return wanted.state === undefined && wanted.states === undefined ? [byPath, byName] : BY_STATE;
}
