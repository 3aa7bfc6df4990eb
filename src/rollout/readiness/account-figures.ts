import type { EntityManager } from "typeorm";
import type { Scope } from "../../kernel/index.js";
import { isBehind } from "./domain-figures.js";
import type { DomainCursor, ObservedDomain } from "./observed-domains.queries.js";
import type { ReplayedAccount, ReplayedDomain, ReplayOptions } from "./replay.js";
import { keptRows, type RowKind, type RowsInTree, walkedRows } from "./rows-in-tree.js";

export interface AccountReadiness {
  readonly domain: ObservedDomain;
  readonly account: ReplayedAccount;
}

/** Behind this account of the tree. */
export interface AccountCursor extends DomainCursor {
  readonly accountId: string;
}

/** The accounts of a scope that would be refused. */
export type AccountFigures = RowsInTree<AccountReadiness, AccountCursor>;

const ACCOUNTS: RowKind<AccountReadiness, AccountCursor> = {
  rowsOf: unresolvedAccounts,
  isBehind({ domain, account }, after) {
    const isSameDomain = domain.resellerPath === after.resellerPath && domain.name === after.name;
    return isSameDomain ? account.accountId > after.accountId : isBehind(domain, after);
  },
  /** The walk must meet the cursor's own domain again: behind the largest name that sorts before it. */
  domainBefore: ({ resellerPath, name }) => ({
    resellerPath,
    name: `${name.slice(0, -1)}${String.fromCharCode(Math.max(name.charCodeAt(name.length - 1) - 1, 0))}~`,
  }),
};

/** Of the walk that made the report, where it could keep them. */
export function accountFigures(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  kept: readonly AccountReadiness[] | null,
): AccountFigures {
  return kept === null ? walkedRows(manager, scope, options, ACCOUNTS) : keptRows(kept, ACCOUNTS);
}

/** Those of a domain that would be refused wherever enforcement holds. */
export function unresolvedAccounts({ domain, accounts }: ReplayedDomain): AccountReadiness[] {
  return accounts
    .filter(({ addresses }) => addresses.some(({ isUnresolved }) => isUnresolved))
    .map((account) => ({ domain, account }));
}
