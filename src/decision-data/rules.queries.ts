import { type EntityManager, type FindOptionsWhere, In } from "typeorm";
import { pathsFromTop } from "../kernel/index.js";
import { findPolicies, Policy, withPolicy } from "../policy/index.js";
import { Domain, DomainProofKind, findAllDomainAliases, Reseller, TenantState } from "../tenancy/index.js";
import { DomainAliases } from "./domain-aliases.js";
import type { DomainPlace } from "./logins.queries.js";
import { type Exceptions, type Rules, rulesOf } from "./rules.js";

/**
 * The rules that hold at these places: four queries however many places there are. `triedPolicy` stands in the place of
 * what its scope sets now.
 */
export async function loadRulesAt(
  manager: EntityManager,
  wanted: {
    readonly places: readonly (DomainPlace & { readonly accountId?: string })[];
    readonly domainAliases: DomainAliases;
  },
  triedPolicy?: Policy,
): Promise<Rules> {
  const { domainAliases } = wanted;
  const places = [...wanted.places, ...domainAliases.targets];
  const paths = [...new Set(places.flatMap(({ resellerPath }) => pathsFromTop(resellerPath)))];
  const domainIds = [...new Set(places.map(({ domainId }) => domainId))];
  const found = await findPolicies(manager, places);
  const policies = triedPolicy === undefined ? found : withPolicy(found, triedPolicy);
  const resellers = await findSuspended(manager, Reseller, { path: In(paths) });
  const domains = await findSuspended(manager, Domain, { id: In(domainIds) });
  const unproven = await manager.findBy(Domain, { id: In(domainIds), proof: DomainProofKind.UNPROVEN });
  return rulesOf(policies, { ...exceptionsOf(resellers, domains, unproven), domainAliases });
}

/** The rules of the whole platform; null where it has more than `most` policies, suspended or unproven things, or aliases. */
export async function loadAllRules(manager: EntityManager, most: number): Promise<Rules | null> {
  const policies = await manager.find(Policy, { take: most + 1 });
  if (policies.length > most) return null;
  const resellers = await findSuspended(manager, Reseller, {}, most + 1);
  const domains = await findSuspended(manager, Domain, {}, most + 1);
  const unproven = await manager.find(Domain, { where: { proof: DomainProofKind.UNPROVEN }, take: most + 1 });
  const aliases = await findAllDomainAliases(manager, most + 1);
  if ([resellers, domains, unproven, aliases].some(({ length }) => length > most)) return null;
  const domainAliases = new DomainAliases(aliases);
  return rulesOf(policies, { ...exceptionsOf(resellers, domains, unproven), domainAliases });
}

function findSuspended<Row extends Reseller | Domain>(
  manager: EntityManager,
  Entity: new () => Row,
  where: FindOptionsWhere<Reseller | Domain>,
  take?: number,
): Promise<Row[]> {
  return manager.find<Row>(Entity, {
    where: { ...where, state: TenantState.SUSPENDED } as FindOptionsWhere<Row>,
    take,
  });
}

function exceptionsOf(
  resellers: readonly Reseller[],
  suspended: readonly Domain[],
  unproven: readonly Domain[],
): Omit<Exceptions, "domainAliases"> {
  return {
    suspendedPaths: new Set(resellers.map(({ path }) => path)),
    suspendedDomainIds: new Set(suspended.map(({ id }) => id)),
    unprovenDomainIds: new Set(unproven.map(({ id }) => id)),
  };
}
