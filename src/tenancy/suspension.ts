import type { EntityManager } from "typeorm";
import {
  type Actor,
  isRankAbove,
  rankOf,
  requireMayUndo,
  requireScope,
  type Scope,
  soAlready,
} from "../kernel/index.js";
import type { Account } from "./account.entity.js";
import { Domain } from "./domain.entity.js";
import { resellersOnPath } from "./reseller.queries.js";
import { TenantState } from "./tenant-state.js";

/** Whether the account, its domain or a reseller above it is suspended, so that nothing may be sent from it. */
export async function isSuspended(
  manager: EntityManager,
  account: Pick<Account, "state" | "domainId" | "resellerPath">,
): Promise<boolean> {
  if (account.state === TenantState.SUSPENDED) return true;
  const domain = await manager.findOneBy(Domain, { id: account.domainId });
  if (domain === null || domain.state === TenantState.SUSPENDED) return true;
  return isResellerSuspended(manager, account.resellerPath);
}

/** Whether the reseller of this path or one above it is suspended. */
export async function isResellerSuspended(manager: EntityManager, resellerPath: string): Promise<boolean> {
  const resellers = await resellersOnPath(manager, resellerPath);
  return resellers.some(({ state }) => state === TenantState.SUSPENDED);
}

/** The part of a reseller, domain or account that a suspension changes. */
export interface Suspension {
  state: TenantState;
  suspendedReason: string | null;
  suspendedBy: string | null;
}

export const NOT_SUSPENDED: Suspension = { state: TenantState.ACTIVE, suspendedReason: null, suspendedBy: null };

/** Whether suspending changes anything: an active row, or one that somebody further down has suspended. */
export function canSuspend(row: Suspension, scope: Scope): boolean {
  if (row.state === TenantState.ACTIVE || row.suspendedBy === null) return true;
  return isRankAbove(rankOf(scope), row.suspendedBy);
}

export function suspendedBy(scope: Scope, reason: string | null): Suspension {
  return { state: TenantState.SUSPENDED, suspendedReason: reason, suspendedBy: rankOf(scope) };
}

/** What suspending makes of the row. Throws CONFLICT where it is suspended already, at least as high up. */
export function suspensionBy(row: Suspension, scope: Scope, reason: string | null): Suspension {
  if (!canSuspend(row, scope)) throw soAlready("SUSPENDED_ALREADY", "This is suspended already");
  return suspendedBy(scope, reason);
}

/** What resuming makes of the row. Throws CONFLICT where it is active, FORBIDDEN where the caller may not. */
export function resumptionBy(row: Suspension, scope: Scope): Suspension {
  if (row.state === TenantState.ACTIVE) throw soAlready("NOT_SUSPENDED", "This is not suspended");
  requireMayUndo(row.suspendedBy, scope, "This suspension");
  return NOT_SUSPENDED;
}

/**
 * Throws FORBIDDEN where one of these was suspended from further up: without the row, or under another address, what
 * was suspended could be made anew and would send again.
 */
export function requireMayEnd(actor: Actor, rows: readonly Suspension[], what: string): void {
  const scope = requireScope(actor);
  for (const { state, suspendedBy: setBy } of rows) {
    if (state === TenantState.SUSPENDED) requireMayUndo(setBy, scope, `The suspension of this ${what}`);
  }
}

/** The same for a move: out from under a reseller that was suspended from further up. */
export async function requireMayLeave(manager: EntityManager, actor: Actor, from: string, to: string): Promise<void> {
  const left = (await resellersOnPath(manager, from)).filter(({ path }) => !to.startsWith(path));
  requireMayEnd(actor, left, "reseller");
}
