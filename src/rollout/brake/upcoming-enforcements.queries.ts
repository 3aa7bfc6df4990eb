import type { EntityManager } from "typeorm";
import type { Scope } from "../../kernel/index.js";
import { Policy } from "../../policy/index.js";
import { Domain } from "../../tenancy/index.js";

/** A beginning of enforcement that a scope's own schedule holds. */
export interface Enforcement {
  readonly scope: Scope;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Those of all scopes that begin in this time. */
export async function findEnforcements(manager: EntityManager, from: number, until: number): Promise<Enforcement[]> {
  const policies = await manager
    .createQueryBuilder(Policy, "policy")
    // Settings are JSON text: this leaves out the many scopes that set other things.
    .where("policy.settings LIKE '%ENFORCE%'")
    .getMany();
  const found: Enforcement[] = [];
  for (const policy of policies) {
    const steps = (policy.settings.schedule ?? []).filter(
      ({ at, mode }) => mode === "ENFORCE" && at >= from && at <= until,
    );
    const scope = steps.length === 0 ? null : await scopeOf(manager, policy);
    if (scope !== null) found.push(...steps.map(({ at }) => ({ scope, at })));
  }
  return found;
}

/** Null for a single account, which needs no brake, and for a scope that is gone. */
async function scopeOf(manager: EntityManager, { scopeKind, scopeId, resellerPath }: Policy): Promise<Scope | null> {
  switch (scopeKind) {
    case "PLATFORM":
      return { kind: "PLATFORM" };
    case "RESELLER":
      return { kind: "RESELLER", resellerId: scopeId, resellerPath: resellerPath ?? "" };
    case "DOMAIN": {
      const domain = await manager.findOneBy(Domain, { id: scopeId });
      if (domain === null) return null;
      return { kind: "DOMAIN", domainId: domain.id, domainName: domain.name, resellerPath: domain.resellerPath };
    }
    case "ACCOUNT":
      return null;
  }
}
