import type { EntityManager } from "typeorm";
import { modeInForce } from "../decision/index.js";
import { endOfSubtree, pathsFromTop, placeOfScope, type Scope } from "../kernel/index.js";
import { effectivePolicy, type PolicySettings } from "../policy/index.js";
import { EnforcementHold, HoldState } from "./brake/enforcement-hold.entity.js";

/** What every mail, report and page of one moment says of a scope's enforcement; moments in epoch milliseconds. */
export interface EnforcementState {
  /** ENFORCED: mail is refused now. PLANNED: from `at` on. HELD: it was to begin at `at`, and waits. NONE: no date. */
  readonly kind: "ENFORCED" | "PLANNED" | "HELD" | "NONE";
  readonly at: number | null;
  readonly heldBelow: HeldBelow;
}

/** How many resellers and domains below there are in which a beginning waits that is not held here. */
export interface HeldBelow {
  readonly resellers: number;
  readonly domains: number;
}

export async function enforcementOf(manager: EntityManager, scope: Scope, now: Date): Promise<EnforcementState> {
  const policy = await effectivePolicy(manager, placeOfScope(scope));
  const heldBelow = await countHeldBelow(manager, scope);
  if (modeInForce(policy.schedule, now.getTime()) === "ENFORCE") return { kind: "ENFORCED", at: null, heldBelow };
  const next = nextEnforcement(policy, now);
  if (next !== null) return { kind: "PLANNED", at: next, heldBelow };
  const held = await newestHold(manager, scope);
  return held === null
    ? { kind: "NONE", at: null, heldBelow }
    : { kind: "HELD", at: held.enforcedAt.getTime(), heldBelow };
}

/** The next beginning of enforcement in a schedule; null where none is planned. */
export function nextEnforcement({ schedule }: Pick<Required<PolicySettings>, "schedule">, now: Date): number | null {
  const starts = schedule.filter(({ at, mode }) => mode === "ENFORCE" && at > now.getTime()).map(({ at }) => at);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** Of the scope or one above, whose schedule is its own. */
async function newestHold(manager: EntityManager, scope: Scope): Promise<EnforcementHold | null> {
  const { resellerPath, domainId } = placeOfScope(scope);
  const paths = resellerPath ? pathsFromTop(resellerPath) : [];
  const query = manager
    .createQueryBuilder(EnforcementHold, "hold")
    .where("hold.state = :held", { held: HoldState.HELD })
    .andWhere(
      `(hold.scopeKind = 'PLATFORM'${paths.length > 0 ? " OR (hold.scopeKind = 'RESELLER' AND hold.resellerPath IN (:...paths))" : ""}
        OR (hold.scopeKind = 'DOMAIN' AND hold.scopeId = :domainId))`,
      { paths, domainId: domainId ?? "" },
    );
  return query.orderBy("hold.id", "DESC").limit(1).getOne();
}

async function countHeldBelow(manager: EntityManager, scope: Scope): Promise<HeldBelow> {
  if (scope.kind === "DOMAIN" || scope.kind === "ACCOUNT") return { resellers: 0, domains: 0 };
  const path = scope.kind === "RESELLER" ? scope.resellerPath : "";
  const ownId = scope.kind === "RESELLER" ? scope.resellerId : "";
  const counted = await manager
    .createQueryBuilder(EnforcementHold, "hold")
    .select("hold.scopeKind", "kind")
    .addSelect("COUNT(*)", "held")
    .where("hold.state = :held AND hold.scopeKind <> 'PLATFORM' AND hold.scopeId <> :ownId", {
      held: HoldState.HELD,
      ownId,
    })
    .andWhere("hold.resellerPath >= :path AND hold.resellerPath < :end", { path, end: endOfSubtree(path) })
    .groupBy("hold.scopeKind")
    .getRawMany<{ kind: string; held: number | string }>();
  const heldOf = (kind: string) => Number(counted.find((each) => each.kind === kind)?.held ?? 0);
  return { resellers: heldOf("RESELLER"), domains: heldOf("DOMAIN") };
}
