import { type EntityManager, In } from "typeorm";
import {
  beginningWith,
  type Database,
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
  withinTimes,
} from "../database/index.js";
import { type Order, OrderDirection } from "../graphql/index.js";
import { endOfSubtree, forbidden, notFound, pathsFromTop, type Scope, scopeCovers } from "../kernel/index.js";
import type { BrandState } from "./brand-state.js";
import { placeOfReseller } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import type { TenantState } from "./tenant-state.js";

/** Throws NOT_FOUND for a reseller outside the scope as for one that does not exist. */
export async function requireReseller(manager: EntityManager, scope: Scope, id: string): Promise<Reseller> {
  const reseller = await manager.findOneBy(Reseller, { id });
  if (reseller === null || !scopeCovers(scope, placeOfReseller(reseller))) throw notFound("Reseller");
  return reseller;
}

/** `requireReseller`, and nobody else moves, deletes or fills it before this transaction ends. */
export async function lockReseller(tx: Transaction, scope: Scope, id: string): Promise<Reseller> {
  const reseller = await lockRow(tx, Reseller, { id });
  if (reseller === null || !scopeCovers(scope, placeOfReseller(reseller))) throw notFound("Reseller");
  return reseller;
}

/** Those of these resellers that are inside the scope, by id, locked. */
export async function lockResellers(
  tx: Transaction,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, Reseller>> {
  const found = new Map<string, Reseller>();
  for (const chunk of inBatches(ids)) {
    const rows = await lockRows(tx, Reseller, { id: In(chunk) });
    for (const row of rows) if (scopeCovers(scope, placeOfReseller(row))) found.set(row.id, row);
  }
  return found;
}

/** `lockReseller` for what nobody does to himself: rename, move, suspend, delete. Throws FORBIDDEN for one's own. */
export async function lockResellerBelow(tx: Transaction, scope: Scope, id: string): Promise<Reseller> {
  const reseller = await lockReseller(tx, scope, id);
  requireBelow(scope, reseller);
  return reseller;
}

export function requireBelow(scope: Scope, reseller: Reseller): void {
  if (scope.kind === "RESELLER" && scope.resellerPath === reseller.path) {
    throw forbidden("FURTHER_UP_ONLY", "Only those above a reseller do this to it");
  }
}

/** The reseller of this path and all above it, the topmost first. */
export async function resellersOnPath(manager: EntityManager, resellerPath: string): Promise<Reseller[]> {
  return resellersOnPaths(manager, [resellerPath]);
}

/** The same of several, in the order of their paths. */
export async function resellersOnPaths(manager: EntityManager, resellerPaths: readonly string[]): Promise<Reseller[]> {
  const found: Reseller[] = [];
  for (const paths of inBatches([...new Set(resellerPaths.flatMap(pathsFromTop))].sort())) {
    found.push(...(await manager.find(Reseller, { where: { path: In(paths) }, order: { path: "ASC" } })));
  }
  return found;
}

/** Paths of a reseller and everything below it; null where there are more than `most`. */
export async function pathsWithin(
  manager: EntityManager,
  resellerPath: string,
  most: number,
): Promise<string[] | null> {
  const rows: { path: string }[] = await manager.query(
    `SELECT path FROM reseller WHERE path >= ? AND path < ? ORDER BY path LIMIT ${most + 1}`,
    [resellerPath, endOfSubtree(resellerPath)],
  );
  return rows.length > most ? null : rows.map(({ path }) => path);
}

/** The domains of a reseller and everything below it; null where there are more than `most`. */
export async function domainIdsWithin(
  manager: EntityManager,
  resellerPath: string,
  most: number,
): Promise<string[] | null> {
  const rows: { id: string }[] = await manager.query(
    `SELECT id FROM domain WHERE resellerPath >= ? AND resellerPath < ? ORDER BY resellerPath, name LIMIT ${most + 1}`,
    [resellerPath, endOfSubtree(resellerPath)],
  );
  return rows.length > most ? null : rows.map(({ id }) => id);
}

export interface ResellerQuery {
  readonly parentId?: string;
  readonly state?: TenantState;
  readonly states?: readonly TenantState[];
  /** Beginning of the name, as it is written. */
  readonly name?: string;
  readonly createdAt?: TimesWanted;
  readonly brandState?: BrandState;
  /** Beginning of the slug. */
  readonly search?: string;
}

export enum ResellerOrderField {
  NAME = "NAME",
  CREATED_AT = "CREATED_AT",
}

const SORT_COLUMNS: Readonly<Record<ResellerOrderField, SortColumn<Reseller>>> = {
  [ResellerOrderField.NAME]: { column: "name", type: "text" },
  [ResellerOrderField.CREATED_AT]: { column: "createdAt", type: "number" },
};

export interface ResellersToList {
  readonly wanted: ResellerQuery;
  readonly page: PageRequest;
  readonly orderBy?: Order<ResellerOrderField> | null | undefined;
}

/** In the order of the tree; in the order of slugs for a search over the whole platform. */
export async function listResellers(
  database: Database,
  scope: Scope,
  { wanted, page, orderBy = null }: ResellersToList,
): Promise<Page<Reseller>> {
  const query = withinScope(database.reader.createQueryBuilder(Reseller, "reseller"), scope, {
    resellerPath: "reseller.path",
  });
  if (wanted.parentId !== undefined) query.andWhere("reseller.parentId = :parentId", { parentId: wanted.parentId });
  if (wanted.state !== undefined) query.andWhere("reseller.state = :state", { state: wanted.state });
  if (wanted.brandState !== undefined) {
    query.andWhere("reseller.brandState = :brandState", { brandState: wanted.brandState });
  }
  if (wanted.search !== undefined) beginningWith(query, "reseller.slug", wanted.search);
  if (wanted.states !== undefined) query.andWhere("reseller.state IN (:...states)", { states: wanted.states });
  if (wanted.name !== undefined) beginningWith(query, "reseller.name", wanted.name);
  if (wanted.createdAt !== undefined) withinTimes(query, "reseller.createdAt", wanted.createdAt);
  const sorted = orderBy ?? orderOfFilter(wanted);
  if (sorted !== null) {
    // Each reseller has a path of its own: those of a subtree are found by their paths, and sorted.
    const { direction } = sorted;
    const by = SORT_COLUMNS[sorted.field];
    return sortedPage(
      { manager: database.reader, Entity: Reseller, query, alias: "reseller", by, direction, runs: [{}] },
      page,
    );
  }
  const bySlug = wanted.search !== undefined && scope.kind === "PLATFORM" && wanted.parentId === undefined;
  const order = bySlug
    ? { column: "reseller.slug", valueOf: (row: Reseller) => row.slug }
    : { column: "reseller.path", valueOf: (row: Reseller) => row.path };
  return keysetPage(query, [order], page);
}

function orderOfFilter({ name, createdAt }: ResellerQuery): Order<ResellerOrderField> | null {
  const ascending = (field: ResellerOrderField) => ({ field, direction: OrderDirection.ASC });
  if (name !== undefined) return ascending(ResellerOrderField.NAME);
  return createdAt === undefined ? null : ascending(ResellerOrderField.CREATED_AT);
}
