import { isDeepStrictEqual } from "node:util";
import type { Actor } from "../kernel/index.js";
import { changesOf, type PolicyChanges, setPolicy } from "../policy/index.js";
import { resumeDomain, suspendDomain, TenantState } from "../tenancy/index.js";
import type { PresentDomain } from "./present.queries.js";
import { difference, eachOf, type Phase, phaseOf } from "./step.js";
import type { SyncDomainInput } from "./sync.input.js";
import { DifferenceKind, SyncedPart } from "./sync.types.js";

/** Settings that differ, each by itself, so that one that is locked keeps no other from being set. */
export function policyPhase(actor: Actor, { domain, settings }: PresentDomain, { policy }: SyncDomainInput): Phase {
  const changes = policy === null || policy === undefined ? {} : changesOf(policy);
  const steps = (Object.entries(changes) as [keyof PolicyChanges, unknown][])
    .filter(([name, value]) => value !== undefined && !isDeepStrictEqual(value ?? undefined, settings[name]))
    .map(([name, value]) => ({
      ...difference(DifferenceKind.CHANGED, SyncedPart.POLICY, {
        path: `input.policy.${name}`,
        name,
        before: inWords(settings[name]),
        after: inWords(value),
      }),
      run: { [name]: value } as PolicyChanges,
    }));
  const { id: domainId, name: domainName, resellerPath } = domain;
  return phaseOf(steps, (tx, some) => {
    const together = Object.assign({}, ...some.map(({ run }) => run)) as PolicyChanges;
    return setPolicy(tx, actor, { kind: "DOMAIN", domainId, domainName, resellerPath }, { changes: together });
  });
}

function inWords(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

export function domainSuspension(
  actor: Actor,
  { domain }: PresentDomain,
  { isSuspended, suspendedReason }: SyncDomainInput,
): Phase {
  const isNow = domain.state === TenantState.SUSPENDED;
  const isSoAlready = isSuspended === null || isSuspended === undefined || isSuspended === isNow;
  const step = {
    ...difference(DifferenceKind.CHANGED, SyncedPart.DOMAIN, {
      path: "input.isSuspended",
      before: domain.state,
      after: isSuspended === true ? TenantState.SUSPENDED : TenantState.ACTIVE,
    }),
    run: domain.id,
  };
  return eachOf(isSoAlready ? [] : [step], (tx, id) =>
    isSuspended === true ? suspendDomain(tx, actor, id, suspendedReason) : resumeDomain(tx, actor, id),
  );
}
