import { type EntityManager, In } from "typeorm";
import { pathsFromTop } from "../kernel/index.js";
import { findPolicies, Policy } from "../policy/index.js";
import { Domain, Reseller, TenantState } from "../tenancy/index.js";
import type { AccountPlace } from "./accounts.queries.js";
import { type Rules, rulesOf } from "./rules.js";

/** The rules that hold at these places: three queries however many places there are. */
export async function loadRulesAt(manager: EntityManager, places: readonly AccountPlace[]): Promise<Rules> {
  const paths = [...new Set(places.flatMap(({ resellerPath }) => pathsFromTop(resellerPath)))];
  const domainIds = [...new Set(places.map(({ domainId }) => domainId))];
  const policies = await findPolicies(manager, places);
  const resellers = await findSuspended(manager, Reseller, { path: In(paths) });
  const domains = await findSuspended(manager, Domain, { id: In(domainIds) });
  return rulesOf(policies, suspensionsOf(resellers, domains));
}

/** The rules of the whole platform; null where it has more than `most` policies, suspended resellers or domains. */
export async function loadAllRules(manager: EntityManager, most: number): Promise<Rules | null> {
  const policies = await manager.find(Policy, { take: most + 1 });
  if (policies.length > most) return null;
  const resellers = await findSuspended(manager, Reseller, {}, most + 1);
  const domains = await findSuspended(manager, Domain, {}, most + 1);
  if (resellers.length > most || domains.length > most) return null;
  return rulesOf(policies, suspensionsOf(resellers, domains));
}

function findSuspended<Row extends Reseller | Domain>(
  manager: EntityManager,
  Entity: new () => Row,
  where: object,
  take?: number,
): Promise<Row[]> {
  return manager.find<Row>(Entity, { where: { ...where, state: TenantState.SUSPENDED } as never, take });
}

function suspensionsOf(resellers: readonly Reseller[], domains: readonly Domain[]) {
  return {
    resellerPaths: new Set(resellers.map(({ path }) => path)),
    domainIds: new Set(domains.map(({ id }) => id)),
  };
}
