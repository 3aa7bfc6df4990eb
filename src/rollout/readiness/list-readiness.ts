import type { EntityManager } from "typeorm";
import { decodeCursor, encodeCursor, type Page, type PageRequest, pageSize } from "../../database/index.js";
import type { Scope } from "../../kernel/index.js";
import type { ObservedDomain } from "./observed-domains.queries.js";
import { type ReplayedAccount, type ReplayOptions, replay } from "./replay.js";
import { addAccount, type Figures, noFigures } from "./summarize.js";

export interface ReadinessFigures {
  readonly refused: Figures;
  readonly unresolved: Figures;
}

export interface ResellerReadiness extends ReadinessFigures {
  readonly resellerPath: string;
}

export interface DomainReadiness extends ReadinessFigures {
  readonly domain: ObservedDomain;
}

export interface AccountReadiness {
  readonly domain: ObservedDomain;
  readonly account: ReplayedAccount;
}

/** Resellers with clients of their own (not those of sub-resellers) who would be refused, in the order of the tree. */
export async function listResellerReadiness(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  page: PageRequest,
): Promise<Page<ResellerReadiness>> {
  const first = pageSize(page.first);
  const [path] = page.after ? decodeCursor(page.after, 1) : [];
  // Names hold nothing above it, so the walk goes on behind the reseller's last domain.
  const after = path === undefined ? null : { resellerPath: String(path), name: "~" };
  const found: ResellerReadiness[] = [];
  for await (const { domain, accounts } of replay(manager, scope, { ...options, after })) {
    const figures = figuresOf(accounts);
    if (figures.unresolved.addresses === 0) continue;
    const last = found.at(-1);
    if (last?.resellerPath === domain.resellerPath) {
      addFigures(last.refused, figures.refused);
      addFigures(last.unresolved, figures.unresolved);
      continue;
    }
    if (found.length > first) break;
    found.push({ resellerPath: domain.resellerPath, ...figures });
  }
  return pageOf(found, first, page, ({ resellerPath }) => [resellerPath]);
}

export async function listDomainReadiness(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  page: PageRequest,
): Promise<Page<DomainReadiness>> {
  const first = pageSize(page.first);
  const [path, name] = page.after ? decodeCursor(page.after, 2) : [];
  const after = path === undefined ? null : { resellerPath: String(path), name: String(name) };
  const found: DomainReadiness[] = [];
  for await (const { domain, accounts } of replay(manager, scope, { ...options, after })) {
    const figures = figuresOf(accounts);
    if (figures.unresolved.addresses > 0) found.push({ domain, ...figures });
    if (found.length > first) break;
  }
  return pageOf(found, first, page, ({ domain }) => [domain.resellerPath, domain.name]);
}

export async function listAccountReadiness(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
  page: PageRequest,
): Promise<Page<AccountReadiness>> {
  const first = pageSize(page.first);
  const position = page.after ? decodeCursor(page.after, 3).map(String) : null;
  const found: AccountReadiness[] = [];
  for await (const { domain, accounts } of replay(manager, scope, { ...options, after: beforeDomain(position) })) {
    for (const account of accounts) {
      const isBehind = position?.[0] !== domain.resellerPath || position[1] !== domain.name;
      if (!isBehind && account.accountId <= (position?.[2] ?? "")) continue;
      if (account.addresses.some(({ isUnresolved }) => isUnresolved)) found.push({ domain, account });
      if (found.length > first) break;
    }
    if (found.length > first) break;
  }
  return pageOf(found, first, page, ({ domain, account }) => [domain.resellerPath, domain.name, account.accountId]);
}

/** The walk must meet the cursor's own domain again: behind the largest name that sorts before it. */
function beforeDomain(position: readonly string[] | null) {
  const [resellerPath, name] = position ?? [];
  if (resellerPath === undefined || name === undefined) return null;
  return {
    resellerPath,
    name: `${name.slice(0, -1)}${String.fromCharCode(Math.max(name.charCodeAt(name.length - 1) - 1, 0))}~`,
  };
}

export function figuresOf(accounts: readonly ReplayedAccount[]): ReadinessFigures {
  const figures = { refused: noFigures(), unresolved: noFigures() };
  for (const account of accounts) {
    addAccount(figures.refused, account, account.refused, "isRefused");
    addAccount(figures.unresolved, account, account.unresolved, "isUnresolved");
  }
  return figures;
}

export function addFigures(sum: Figures, more: Figures): void {
  sum.messages += more.messages;
  sum.accounts += more.accounts;
  sum.addresses += more.addresses;
}

function pageOf<Row>(
  found: readonly Row[],
  first: number,
  page: PageRequest,
  positionOf: (row: Row) => string[],
): Page<Row> {
  const rows = found.slice(0, first);
  return {
    rows,
    cursors: rows.map((row) => encodeCursor(positionOf(row))),
    hasNextPage: found.length > first,
    hasPreviousPage: Boolean(page.after),
  };
}
