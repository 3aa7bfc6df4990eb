import { type EntityManager, In } from "typeorm";
import { pathsFromTop } from "../kernel/index.js";
import { findPolicies, Policy } from "../policy/index.js";
import { Reseller, TenantState } from "../tenancy/index.js";
import type { AccountPlace } from "./accounts.queries.js";
import { type Rules, rulesOf } from "./rules.js";

/** The rules that hold at these places: two queries however many places there are. */
export async function loadRulesAt(manager: EntityManager, places: readonly AccountPlace[]): Promise<Rules> {
  const paths = [...new Set(places.flatMap(({ resellerPath }) => pathsFromTop(resellerPath)))];
  const policies = await findPolicies(manager, places);
  const where = { path: In(paths), state: TenantState.SUSPENDED };
  const suspended = await manager.find(Reseller, { select: { id: true, path: true }, where });
  return rulesOf(policies, pathsOf(suspended));
}

/** The rules of the whole platform; null where it has more than `most` policies or suspended resellers. */
export async function loadAllRules(manager: EntityManager, most: number): Promise<Rules | null> {
  const policies = await manager.find(Policy, { take: most + 1 });
  if (policies.length > most) return null;
  const where = { state: TenantState.SUSPENDED };
  const suspended = await manager.find(Reseller, { select: { id: true, path: true }, where, take: most + 1 });
  return suspended.length > most ? null : rulesOf(policies, pathsOf(suspended));
}

function pathsOf(resellers: readonly Reseller[]): Set<string> {
  return new Set(resellers.map(({ path }) => path));
}
