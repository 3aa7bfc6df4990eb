import type { EntityManager } from "typeorm";
import { forbidden, type Scope } from "../kernel/index.js";
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

/**
 * How high up somebody stands, as a text of which everybody above has a beginning: nothing for the platform, its path
 * for a reseller, and that with a mark for a domain's administrator.
 */
export function standingOf(scope: Scope): string {
  switch (scope.kind) {
    case "PLATFORM":
      return "";
    case "RESELLER":
      return scope.resellerPath;
    case "DOMAIN":
    case "ACCOUNT":
      return `${scope.resellerPath}!`;
  }
}

/** Throws FORBIDDEN for what somebody further up has suspended: a tenant does not lift the platform's suspension. */
export function requireMayResume(scope: Scope, suspendedBy: string | null): void {
  if (suspendedBy !== null && !suspendedBy.startsWith(standingOf(scope))) {
    throw forbidden("This was suspended further up, and only there can it be resumed");
  }
}
