import { Brackets, type EntityManager, In } from "typeorm";
import { inBatches } from "../database/index.js";
import { endOfSubtree } from "../kernel/index.js";
import { Domain, type Move } from "../tenancy/index.js";
import { Authorization } from "./authorization.entity.js";
import { AuthorizationSource, AuthorizationState } from "./authorization-state.js";
import { DomainAuthorization, DomainAuthorizationState, DomainProof } from "./domain-authorization.entity.js";

export interface EndedRights {
  readonly authorizations: readonly Authorization[];
  readonly claims: readonly DomainAuthorization[];
}

const IN_FORCE = [AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED];
const GIVEN_SOURCES: readonly AuthorizationSource[] = [AuthorizationSource.GRANT, AuthorizationSource.IMPORT];

/**
 * What an administrator gave whose word it is not any more after the move: of a grant or a HOSTED domain authorization
 * both sides must still lie below who gave it, of an approval the address's domain. The same before the move, for a
 * preview, and after it. What an owner, a DNS record or the operator gave stays.
 */
export async function rightsEndedByMove(manager: EntityManager, move: Move): Promise<EndedRights> {
  const authorizations = await inMove(manager, move, {
    Entity: Authorization,
    domainColumn: "identityDomain",
    states: IN_FORCE,
  });
  const claims = await inMove(manager, move, {
    Entity: DomainAuthorization,
    domainColumn: "domain",
    states: [DomainAuthorizationState.AUTHORIZED, DomainAuthorizationState.PAUSED],
  });
  const paths = await pathsOfDomains(manager, move, [
    ...authorizations.map(({ identityDomain }) => identityDomain),
    ...claims.map(({ domain }) => domain),
  ]);
  return {
    authorizations: authorizations.filter((row) => {
      const needsAccount = GIVEN_SOURCES.includes(row.source);
      return isLost(row, paths.get(row.identityDomain), needsAccount ? accountPathAfter(row, move) : null, move);
    }),
    claims: claims.filter(
      (row) =>
        row.proof === DomainProof.HOSTED && isLost(row, paths.get(row.domain), accountPathAfter(row, move), move),
    ),
  };
}

function isLost(
  { givenBy }: { readonly givenBy: string | null },
  domainPath: string | undefined,
  accountPath: string | null,
  move: Move,
): boolean {
  if (givenBy === null || givenBy === "") return false;
  const giver = pathAfter(givenBy.replace(/!+$/, ""), move);
  if (!(domainPath ?? "").startsWith(giver)) return true;
  return accountPath !== null && !accountPath.startsWith(giver);
}

/** Ranks of those who move along are rewritten with the paths. */
function pathAfter(path: string, move: Move): string {
  if (move.kind === "DOMAIN" || !path.startsWith(move.from)) return path;
  return move.to + path.slice(move.from.length);
}

function accountPathAfter(row: { readonly domainId: string; readonly resellerPath: string }, move: Move): string {
  if (move.kind === "DOMAIN") return row.domainId === move.domainId ? move.to : row.resellerPath;
  return pathAfter(row.resellerPath, move);
}

async function pathsOfDomains(manager: EntityManager, move: Move, names: readonly string[]) {
  const paths = new Map<string, string>();
  for (const chunk of inBatches([...new Set(names)])) {
    for (const { id, name, resellerPath } of await manager.findBy(Domain, { name: In(chunk) })) {
      paths.set(name, accountPathAfter({ domainId: id, resellerPath }, move));
    }
  }
  return paths;
}

interface RowsWanted<Row extends Authorization | DomainAuthorization> {
  readonly Entity: new () => Row;
  readonly domainColumn: "identityDomain" | "domain";
  readonly states: readonly string[];
}

/** Rows with either side, the account or the domain of the address, in what moves. */
async function inMove<Row extends Authorization | DomainAuthorization>(
  manager: EntityManager,
  move: Move,
  { Entity, domainColumn, states }: RowsWanted<Row>,
): Promise<Row[]> {
  const found = new Map<string, Row>();
  for (const side of sidesOf(manager, move, domainColumn)) {
    const rows = await manager
      .createQueryBuilder(Entity, "held")
      .where("held.givenBy > ''")
      .andWhere("held.state IN (:...states)", { states })
      .andWhere(side)
      .orderBy("held.id", "ASC")
      .getMany();
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()];
}

function sidesOf(manager: EntityManager, move: Move, domainColumn: string): Brackets[] {
  if (move.kind === "DOMAIN") {
    const { domainId, name } = move;
    return [
      new Brackets((query) => query.where("held.domainId = :domainId", { domainId })),
      new Brackets((query) => query.where(`held.${domainColumn} = :name`, { name })),
    ];
  }
  return [move.from, move.to].flatMap((path) => {
    const range = { start: path, end: endOfSubtree(path) };
    const domains = manager
      .createQueryBuilder(Domain, "host")
      .select("host.name")
      .where("host.resellerPath >= :start AND host.resellerPath < :end");
    return [
      new Brackets((query) => query.where("held.resellerPath >= :start AND held.resellerPath < :end", range)),
      new Brackets((query) => query.where(`held.${domainColumn} IN (${domains.getQuery()})`, range)),
    ];
  });
}
