import { type EntityManager, In } from "typeorm";
import {
  type Database,
  keysetPage,
  lockRows,
  type Page,
  type PageRequest,
  type ScopedQuery,
  type SortColumn,
  sortedPage,
  type Transaction,
  withinScope,
  withinSubtree,
} from "../../database/index.js";
import { type Order, showUnder } from "../../graphql/index.js";
import { type Actor, type Locked, notFound, required, requireScope } from "../../kernel/index.js";
import { Domain, runsWithin, statesWanted } from "../../tenancy/index.js";
import { Proposal, ProposalState } from "./proposal.entity.js";

/** Inner identifiers; absent parts do not narrow. */
export interface ProposalFilter {
  readonly state?: ProposalState | null;
  /** One of these. */
  readonly states?: readonly ProposalState[] | null;
  readonly accountId?: string | null;
  readonly domainId?: string | null;
  /** A reseller and everything below it. */
  readonly subtree?: string | null;
  /** The address itself. */
  readonly addressKey?: string | null;
  /** Domain of the address. */
  readonly addressDomain?: string | null;
}

/** Proposals of accounts in the caller's scope. The domain says where they live, so that moves touch none of them. */
export function proposalsWithin(manager: EntityManager, actor: Actor, filter: ProposalFilter): ScopedQuery<Proposal> {
  const scope = requireScope(actor);
  const all = manager.createQueryBuilder(Proposal, "proposal");
  if (scope.kind === "RESELLER" || filter.subtree) {
    all.innerJoin(Domain, "domain", "domain.id = proposal.domainId");
  }
  const query = withinScope(all, scope, {
    resellerPath: "domain.resellerPath",
    domainId: "proposal.domainId",
    accountId: "proposal.accountId",
  });
  if (filter.subtree) withinSubtree(query, "domain.resellerPath", filter.subtree, "filter");
  for (const column of ["state", "accountId", "domainId", "addressKey"] as const) {
    if (filter[column]) query.andWhere(`proposal.${column} = :${column}`, { [column]: filter[column] });
  }
  if (filter.states) query.andWhere("proposal.state IN (:...states)", { states: filter.states });
  if (filter.addressDomain) {
    // Keys hold no wildcard that matters: a domain is letters, digits, hyphens and dots.
    query.andWhere("proposal.addressKey LIKE :ending", { ending: `%@${filter.addressDomain}` });
  }
  return query;
}

export enum ProposalOrderField {
  MESSAGES = "MESSAGES",
  LAST_SEEN_AT = "LAST_SEEN_AT",
}

const SORT_COLUMNS: Readonly<Record<ProposalOrderField, SortColumn<Proposal>>> = {
  [ProposalOrderField.MESSAGES]: { column: "messages", type: "number" },
  [ProposalOrderField.LAST_SEEN_AT]: { column: "lastSeenAt", type: "number" },
};

export interface ProposalsToList {
  readonly filter: ProposalFilter;
  readonly page: PageRequest;
  readonly orderBy?: Order<ProposalOrderField> | null | undefined;
}

export async function listProposals(
  database: Database,
  actor: Actor,
  { filter, page, orderBy = null }: ProposalsToList,
): Promise<Page<Proposal>> {
  const query = proposalsWithin(database.reader, actor, filter);
  const shared = { manager: database.reader, Entity: Proposal, query, alias: "proposal" };
  const byId = { column: "proposal.id", valueOf: (row: Proposal) => row.id };
  let found: Page<Proposal>;
  if (orderBy !== null) {
    const runs = filter.accountId || filter.addressKey ? [{}] : await runsFor(database.reader, actor, filter);
    found = await sortedPage({ ...shared, by: SORT_COLUMNS[orderBy.field], direction: orderBy.direction, runs }, page);
  } else if (filter.states && isOfPlatform(actor, filter)) {
    // Each state has its index, and a database that is asked for several at once walks them all.
    const runs = statesWanted(ProposalState, filter).map((state) => ({ state }));
    found = await sortedPage({ ...shared, by: OLDEST_FIRST, direction: "ASC", runs }, page);
  } else found = await keysetPage(query, [byId], page);
  for (const row of found.rows) showUnder("FOUND_IN_SCOPE", row);
  return found;
}

const OLDEST_FIRST = { column: "id", type: "text", isUnique: true } as const;

function isOfPlatform(actor: Actor, { accountId, domainId, subtree, addressKey }: ProposalFilter): boolean {
  return requireScope(actor).kind === "PLATFORM" && !accountId && !domainId && !subtree && !addressKey;
}

function runsFor(manager: EntityManager, actor: Actor, filter: ProposalFilter) {
  const { domainId, subtree } = filter;
  const states = statesWanted(ProposalState, filter);
  return runsWithin<Proposal>(manager, {
    scope: requireScope(actor),
    domainId,
    subtree,
    resellersBy: "domainId",
    states,
  });
}

/** Null outside the caller's scope as for one that does not exist. */
export async function findProposal(manager: EntityManager, actor: Actor, id: string): Promise<Proposal | null> {
  const found = await proposalsWithin(manager, actor, {}).andWhere("proposal.id = :id", { id }).getOne();
  return found && showUnder("FOUND_IN_SCOPE", found);
}

/**
 * These proposals in the order given, locked until the commit: of two who decide at once the later sees what the earlier
 * has decided. Throws NOT_FOUND where one is outside the caller's scope.
 */
export async function lockProposals(
  tx: Transaction,
  actor: Actor,
  ids: readonly string[],
  placeOf?: (index: number) => string,
): Promise<Locked<Proposal>[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  // Their scope is looked at before, because a lock would hold the rows of the domains as well.
  const mine = await proposalsWithin(tx.manager, actor, {})
    .select("proposal.id")
    .andWhere("proposal.id IN (:...wanted)", { wanted })
    .getMany();
  const isMissing = mine.length < wanted.length;
  const rows = isMissing ? [] : await lockRows(tx, Proposal, { id: In(wanted) });
  if (rows.length < wanted.length) {
    const found = new Set((isMissing ? mine : rows).map(({ id }) => id));
    throw notFound("Proposal", placeOf?.(ids.findIndex((id) => !found.has(id))));
  }
  const byId = new Map(rows.map((row) => [row.id, showUnder("FOUND_IN_SCOPE", row)]));
  return wanted.map((id) => required(byId.get(id)));
}
