import { Brackets, type EntityManager } from "typeorm";
import { rowsOnce } from "../database/index.js";
import { effectiveSchedule, effectiveSetting, type PolicyLevel } from "../decision/index.js";
import { pathsFromTop } from "../kernel/index.js";
import { Policy } from "./policy.entity.js";
import { DEFAULT_POLICY_SETTINGS, type PolicySettings } from "./settings-table.js";

/** The part of the tree that policy is asked for; without an account (or domain) what holds for the level above. */
export interface PolicyPlace {
  readonly resellerPath?: string | null;
  readonly domainId?: string | null;
  readonly accountId?: string | null;
}

/** A policy of the chain, with the scope it was set on. */
export interface PolicyChainLink extends PolicyLevel<PolicySettings> {
  readonly policy: Readonly<Policy>;
}

/** The chains of several places in one query: platform first, then resellers from the top, domain, account. */
export async function policyChains(
  manager: EntityManager,
  places: readonly PolicyPlace[],
): Promise<readonly PolicyChainLink[][]> {
  return places.map(chainsAmong(await findPolicies(manager, places)));
}

/** Every policy that holds at one of the places: the platform's, and those of the scopes that the places lie in. */
export async function findPolicies(manager: EntityManager, places: readonly PolicyPlace[]): Promise<Policy[]> {
  const keys = [...new Set([PLATFORM_KEY, ...places.flatMap(chainKeys)])];
  const load = (missing: readonly string[]) => policiesOf(manager, missing);
  return rowsOnce(manager, { table: "policy", keys, keyOf, load });
}

const PLATFORM_KEY = "PLATFORM:";

async function policiesOf(manager: EntityManager, keys: readonly string[]): Promise<Policy[]> {
  const of = (kind: string) => keys.filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
  const query = manager.createQueryBuilder(Policy, "policy").where(
    new Brackets((any) => {
      orIn(any, "policy.scopeKind = 'PLATFORM' AND policy.scopeId", "platform", of(PLATFORM_KEY));
      orIn(any, "policy.scopeKind = 'RESELLER' AND policy.resellerPath", "paths", of("RESELLER:"));
      orIn(any, "policy.scopeKind = 'DOMAIN' AND policy.scopeId", "domains", of("DOMAIN:"));
      orIn(any, "policy.scopeKind = 'ACCOUNT' AND policy.scopeId", "accounts", of("ACCOUNT:"));
    }),
  );
  return query.getMany();
}

/** The chain of a place, from policies that are at hand. */
export function chainsAmong(policies: readonly Readonly<Policy>[]): (place: PolicyPlace) => PolicyChainLink[] {
  const links = new Map(
    policies.map((policy) => [keyOf(policy), { policy, settings: policy.settings, locked: policy.locked }]),
  );
  return (place) => chainKeys(place).flatMap((key) => links.get(key) ?? []);
}

/** The policies as they would be with one of them changed, or new. */
export function withPolicy(policies: readonly Policy[], changed: Policy): Policy[] {
  return [...policies.filter((policy) => keyOf(policy) !== keyOf(changed)), changed];
}

/** What holds at a place, every setting with its value: inherited, or the default where nobody sets it. */
export async function effectivePolicy(manager: EntityManager, place: PolicyPlace): Promise<Required<PolicySettings>> {
  const [chain = []] = await policyChains(manager, [place]);
  return resolveSettings(chain);
}

export function resolveSettings(levels: readonly PolicyLevel<PolicySettings>[]): Required<PolicySettings> {
  const names = Object.keys(DEFAULT_POLICY_SETTINGS) as (keyof PolicySettings)[];
  const entries = names.map((name) => [name, effectiveSetting(levels, name) ?? DEFAULT_POLICY_SETTINGS[name]]);
  return { ...(Object.fromEntries(entries) as Required<PolicySettings>), schedule: effectiveSchedule(levels) };
}

function orIn(
  any: { orWhere(text: string, parameters: object): unknown },
  column: string,
  name: string,
  values: string[],
) {
  if (values.length > 0) any.orWhere(`(${column} IN (:...${name}))`, { [name]: values });
}

function keyOf(policy: Policy): string {
  return policy.scopeKind === "RESELLER" ? `RESELLER:${policy.resellerPath}` : `${policy.scopeKind}:${policy.scopeId}`;
}

function chainKeys(place: PolicyPlace): string[] {
  const keys = [PLATFORM_KEY];
  if (place.resellerPath) keys.push(...pathsFromTop(place.resellerPath).map((path) => `RESELLER:${path}`));
  if (place.domainId) keys.push(`DOMAIN:${place.domainId}`);
  if (place.accountId) keys.push(`ACCOUNT:${place.accountId}`);
  return keys;
}
