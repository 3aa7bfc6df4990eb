import { In } from "typeorm";
import {
  type Database,
  EMPTY_PAGE,
  keysetPage,
  type Page,
  type PageRequest,
  sortedPage,
  type TimesWanted,
  type Transaction,
  withinScope,
  withinTimes,
} from "../database/index.js";
import { type Order, OrderDirection } from "../graphql/index.js";
import { type Actor, notFound, requireScope, scopeCovers } from "../kernel/index.js";
import { runsWithin, statesWanted } from "../tenancy/index.js";
import { Approval, ApprovalState } from "./approval.entity.js";

/** Inner identifiers; absent parts do not narrow. */
export interface ApprovalFilter {
  readonly state?: ApprovalState;
  readonly states?: readonly ApprovalState[];
  readonly domainId?: string;
  readonly createdAt?: TimesWanted;
}

export enum ApprovalOrderField {
  CREATED_AT = "CREATED_AT",
}

const BY_AGE = { column: "createdAt", type: "number" } as const;

// Accounts approve nothing, so the list has no column for them and an account finds nothing.
const COLUMNS = { resellerPath: "approval.resellerPath", domainId: "approval.domainId" };
const BY_ID = [{ column: "approval.id", valueOf: (row: Approval) => row.id }];
const BY_PATH = [{ column: "approval.resellerPath", valueOf: (row: Approval) => row.resellerPath }, ...BY_ID];

export interface ApprovalsToList {
  readonly filter: ApprovalFilter;
  readonly page: PageRequest;
  readonly orderBy?: Order<ApprovalOrderField> | null | undefined;
}

/** Requests for addresses in the domains that the caller administers; by default those that wait. */
export async function listApprovals(
  database: Database,
  actor: Actor,
  { filter, page, orderBy = null }: ApprovalsToList,
): Promise<Page<Approval>> {
  const scope = requireScope(actor);
  const query = withinScope(database.reader.createQueryBuilder(Approval, "approval"), scope, COLUMNS);
  const isAnyState = filter.state === undefined && filter.states === undefined;
  const states = isAnyState ? [ApprovalState.WAITING] : statesWanted(ApprovalState, filter);
  if (states.length === 0) return EMPTY_PAGE;
  query.andWhere("approval.state IN (:...states)", { states });
  if (filter.createdAt !== undefined) withinTimes(query, "approval.createdAt", filter.createdAt);
  if (filter.domainId !== undefined) query.andWhere("approval.domainId = :domainId", { domainId: filter.domainId });
  if (orderBy !== null || filter.createdAt !== undefined || states.length > 1) {
    const runs = await runsWithin<Approval>(database.reader, {
      scope,
      domainId: filter.domainId,
      resellersBy: "resellerPath",
      states,
    });
    const direction = orderBy?.direction ?? OrderDirection.ASC;
    const list = { manager: database.reader, Entity: Approval, query, alias: "approval", by: BY_AGE, direction, runs };
    return sortedPage(list, page);
  }
  const isNarrow = scope.kind === "DOMAIN" || filter.domainId !== undefined;
  return keysetPage(query, isNarrow ? BY_ID : BY_PATH, page);
}

/**
 * What waits about these authorizations. Throws NOT_FOUND when one of them has nothing in the queue of a domain that
 * the caller administers.
 */
export async function requireApprovals(
  tx: Transaction,
  actor: Actor,
  authorizationIds: readonly string[],
): Promise<Approval[]> {
  const ids = [...new Set(authorizationIds)];
  const rows = ids.length === 0 ? [] : await tx.manager.find(Approval, { where: { authorizationId: In(ids) } });
  const mine = rows.filter((row) => mayDecide(actor, row));
  if (mine.length < ids.length) throw notFound("Approval");
  return mine;
}

export async function waitingInDomain(tx: Transaction, domainId: string, most: number): Promise<Approval[]> {
  return tx.manager.find(Approval, {
    where: { domainId, state: ApprovalState.WAITING },
    order: { id: "ASC" },
    take: most,
  });
}

export async function countWaitingInDomain(tx: Transaction, domainId: string): Promise<number> {
  return tx.manager.countBy(Approval, { domainId, state: ApprovalState.WAITING });
}

function mayDecide(actor: Actor, { resellerPath, domainId }: Approval): boolean {
  return actor.scope !== null && actor.scope.kind !== "ACCOUNT" && scopeCovers(actor.scope, { resellerPath, domainId });
}
