import { type EntityManager, In } from "typeorm";
import {
  acrossTenants,
  type Database,
  EMPTY_PAGE,
  inBatches,
  keysetPage,
  lockRow,
  lockRows,
  type Page,
  type PageRequest,
  type Transaction,
  withinScope,
} from "../database/index.js";
import { showUnder } from "../graphql/index.js";
import {
  type Actor,
  type ForeignRow,
  foreignRow,
  type Locked,
  notFound,
  parseDomainName,
  requireScope,
  scopeCovers,
} from "../kernel/index.js";
import { showToAddressSide } from "./as-seen-by.js";
import { DomainAuthorization, type DomainAuthorizationState } from "./domain-authorization.entity.js";
import { administersDomain } from "./proof.js";

/** Inner identifiers; absent parts do not narrow. */
export interface DomainAuthorizationFilter {
  readonly state?: DomainAuthorizationState;
  readonly accountId?: string;
  /** The domain that may be sent as; of one that the caller administers, other tenants' accounts are found too. */
  readonly domain?: string;
}

const COLUMNS = { resellerPath: "claim.resellerPath", domainId: "claim.domainId", accountId: "claim.accountId" };
const BY_ID = [{ column: "claim.id", valueOf: (row: DomainAuthorization) => row.id }];
const BY_PATH = [{ column: "claim.resellerPath", valueOf: (row: DomainAuthorization) => row.resellerPath }, ...BY_ID];

export async function listDomainAuthorizations(
  database: Database,
  actor: Actor,
  filter: DomainAuthorizationFilter,
  page: PageRequest,
): Promise<Page<DomainAuthorization>> {
  const scope = requireScope(actor);
  const all = database.reader.createQueryBuilder(DomainAuthorization, "claim");
  const domain = filter.domain === undefined ? undefined : parseDomainName(filter.domain);
  if (domain === null) return EMPTY_PAGE;
  const isIncoming = domain !== undefined && (await administersDomain(database.reader, actor, domain));
  const query = isIncoming
    ? acrossTenants(all, "administrators of a hosted domain see who may send as its addresses (design, Who)")
    : withinScope(all, scope, COLUMNS);
  for (const [column, value] of Object.entries({ domain, state: filter.state, accountId: filter.accountId })) {
    if (value !== undefined) query.andWhere(`claim.${column} = :${column}`, { [column]: value });
  }
  const isNarrow = scope.kind === "DOMAIN" || scope.kind === "ACCOUNT" || domain !== undefined || filter.accountId;
  const found = await keysetPage(query, isNarrow ? BY_ID : BY_PATH, page);
  if (isIncoming) showToAddressSide(found.rows);
  return found;
}

/** Null for one that the caller neither holds, administers, nor hosts the domain of. */
export async function findVisibleDomainAuthorization(
  manager: EntityManager,
  actor: Actor,
  id: string,
): Promise<DomainAuthorization | null> {
  return shownTo(manager, actor, await manager.findOneBy(DomainAuthorization, { id }));
}

/** The same, locked until the commit. */
export async function lockVisibleDomainAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
): Promise<Locked<DomainAuthorization> | null> {
  return shownTo(tx.manager, actor, await lockRow(tx, DomainAuthorization, { id }));
}

async function shownTo<Row extends DomainAuthorization>(
  manager: EntityManager,
  actor: Actor,
  row: Row | null,
): Promise<Row | null> {
  if (row === null || scopeCovers(requireScope(actor), row)) return row;
  return (await administersDomain(manager, actor, row.domain)) ? showUnder("ADDRESS_SIDE", row) : null;
}

/** Whosever they are, locked until the commit; those that are gone are left out. */
export async function lockDomainAuthorizations(
  tx: Transaction,
  rows: readonly { readonly id: string }[],
): Promise<ForeignRow<Locked<DomainAuthorization>>[]> {
  const locked: ForeignRow<Locked<DomainAuthorization>>[] = [];
  for (const some of inBatches(rows)) {
    const rows = await lockRows(tx, DomainAuthorization, { id: In(some.map(({ id }) => id)) });
    locked.push(...rows.map(foreignRow));
  }
  return locked;
}

export async function requireOwnDomainAuthorization(
  manager: EntityManager,
  actor: Actor,
  id: string,
): Promise<DomainAuthorization> {
  const row = await manager.findOneBy(DomainAuthorization, { id });
  if (row === null || !scopeCovers(requireScope(actor), row)) throw notFound("DomainAuthorization");
  return row;
}
