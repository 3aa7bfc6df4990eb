import type { EntityManager } from "typeorm";
import type { Scope } from "../../kernel/index.js";
import type { ObservedDomain } from "./observed-domains.queries.js";
import { type ReplayedAccount, type ReplayedDomain, type ReplayOptions, replay } from "./replay.js";

export interface AccountReadiness {
  readonly domain: ObservedDomain;
  readonly account: ReplayedAccount;
}

/** Behind this account of the tree. */
export interface AccountCursor {
  readonly resellerPath: string;
  readonly name: string;
  readonly accountId: string;
}

/** The accounts of a scope that would be refused. */
export interface AccountFigures {
  /** Whether they are at hand; else each reading walks over what was observed. */
  readonly areKept: boolean;
  /** Those behind a place, in the order of the tree. */
  behind(after: AccountCursor | null): AsyncIterable<AccountReadiness>;
}

/** Of the walk that made the report, where it could keep them. */
export function accountFigures(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  kept: readonly AccountReadiness[] | null,
): AccountFigures {
  return kept === null ? walkedFigures(manager, scope, options) : keptFigures(kept);
}

/** Those of a domain that would be refused wherever enforcement holds. */
export function unresolvedAccounts({ domain, accounts }: ReplayedDomain): AccountReadiness[] {
  return accounts
    .filter(({ addresses }) => addresses.some(({ isUnresolved }) => isUnresolved))
    .map((account) => ({ domain, account }));
}

function walkedFigures(manager: EntityManager, scope: Scope, options: ReplayOptions): AccountFigures {
  return {
    areKept: false,
    async *behind(after) {
      for await (const replayed of replay(manager, scope, { ...options, after: beforeDomain(after) })) {
        for (const each of unresolvedAccounts(replayed)) if (isBehind(each, after)) yield each;
      }
    },
  };
}

function keptFigures(found: readonly AccountReadiness[]): AccountFigures {
  return {
    areKept: true,
    async *behind(after) {
      for (const each of found) if (isBehind(each, after)) yield each;
    },
  };
}

/** Paths, names and identifiers are ASCII, which JavaScript compares as the engines do. */
function isBehind({ domain, account }: AccountReadiness, after: AccountCursor | null): boolean {
  if (after === null) return true;
  if (domain.resellerPath !== after.resellerPath) return domain.resellerPath > after.resellerPath;
  if (domain.name !== after.name) return domain.name > after.name;
  return account.accountId > after.accountId;
}

/** The walk must meet the cursor's own domain again: behind the largest name that sorts before it. */
function beforeDomain(after: AccountCursor | null) {
  if (after === null) return null;
  const { resellerPath, name } = after;
  return {
    resellerPath,
    name: `${name.slice(0, -1)}${String.fromCharCode(Math.max(name.charCodeAt(name.length - 1) - 1, 0))}~`,
  };
}
