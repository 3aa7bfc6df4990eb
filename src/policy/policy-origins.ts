import { type EntityManager, In } from "typeorm";
import { newInstance, type Scope, scopeCovers } from "../kernel/index.js";
import { Account, Domain, Reseller } from "../tenancy/index.js";
import type { Policy } from "./policy.entity.js";
import { PolicyLevel, type PolicySetting } from "./policy.enums.js";
import { PolicyOrigin, PolicyScope } from "./policy.types.js";
import type { PolicyChainLink } from "./policy-levels.queries.js";
import { settingOrigins } from "./setting-origins.js";

/** Of each setting that anybody on the chain set or locked: who. Names of what lies above the viewer are not told. */
export async function originsOf(
  manager: EntityManager,
  viewer: Scope,
  chain: readonly PolicyChainLink[],
): Promise<PolicyOrigin[]> {
  const nameOf = await visibleNames(manager, viewer, chain);
  const scopeOf = (policy: Policy | null) =>
    policy && newInstance(PolicyScope, { level: PolicyLevel[policy.scopeKind], name: nameOf(policy) });
  return settingOrigins(chain)
    .filter(({ setOn, lockedOn }) => setOn !== null || lockedOn !== null)
    .map(({ name, setOn, lockedOn }) =>
      newInstance(PolicyOrigin, {
        setting: name as PolicySetting,
        setOn: scopeOf(setOn),
        lockedOn: scopeOf(lockedOn),
      }),
    );
}

async function visibleNames(manager: EntityManager, viewer: Scope, chain: readonly PolicyChainLink[]) {
  const policies = chain.map(({ policy }) => policy);
  const idsOf = (kind: Policy["scopeKind"]) =>
    In(policies.filter(({ scopeKind }) => scopeKind === kind).map(({ scopeId }) => scopeId));
  const names = new Map<string, string>();
  for (const { id, name, path } of await manager.findBy(Reseller, { id: idsOf("RESELLER") })) {
    if (scopeCovers(viewer, { resellerPath: path, domainId: null, accountId: null })) names.set(id, name);
  }
  const isDomainSeen = viewer.kind !== "ACCOUNT";
  const domains = isDomainSeen ? await manager.findBy(Domain, { id: idsOf("DOMAIN") }) : [];
  for (const { id, name } of domains) names.set(id, name);
  for (const { id, address } of await manager.findBy(Account, { id: idsOf("ACCOUNT") })) names.set(id, address);
  return ({ scopeId }: Policy) => names.get(scopeId) ?? null;
}
