import { actorNameAt, recordAudit } from "../../audit/index.js";
import { lockRow, type Transaction } from "../../database/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  notFound,
  placeOfScope,
  rankOf,
  requireRole,
  requireScope,
  type Scope,
  scopeCovers,
  soAlready,
} from "../../kernel/index.js";
import { cancelMails } from "../../outbox/index.js";
import { Policy, setPolicyOnBehalf } from "../../policy/index.js";
import { Domain } from "../../tenancy/index.js";
import { bringUpToDate } from "../alerts/bring-up-to-date.js";
import { administratorsOf } from "../alerts/recipients.queries.js";
import { EnforcementHold, HoldState } from "./enforcement-hold.entity.js";
import { labelOf } from "./hold-enforcement.js";
import { HOLD_STATES } from "./hold-states.js";

/**
 * Lets enforcement begin in a scope where it was held: the schedule is again what it was, unless somebody has changed it
 * since. It is not held again. Throws NOT_FOUND outside the caller's scope, CONFLICT for one that is released.
 */
export async function releaseHold(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<EnforcementHold> {
  requireRole(actor, ...ADMINISTRATORS);
  const hold = await lockRow(tx, EnforcementHold, { id });
  if (hold === null || !scopeCovers(requireScope(actor), hold)) throw notFound("EnforcementHold");
  if (hold.state !== HoldState.HELD) throw soAlready("RELEASED_ALREADY", "This hold has been released already");
  const scope = await scopeOfHold(tx, hold);
  const own = await tx.manager.findOneBy(Policy, { scopeKind: hold.scopeKind, scopeId: hold.scopeId });
  if (isSameSchedule(own?.settings.schedule, hold.scheduleHeld)) {
    await setPolicyOnBehalf(tx, actor, scope, { schedule: hold.scheduleBefore });
  }
  HOLD_STATES.move(hold, "RELEASE");
  hold.releasedAt = tx.now;
  hold.releasedBy = actorNameAt(placeOfScope(scope), actor);
  hold.releasedRank = rankOf(requireScope(actor));
  await tx.manager.save(hold);
  await cancelMails(tx, hold.id);
  for (const { administrator } of await administratorsOf(tx.manager, hold)) await bringUpToDate(tx, administrator);
  const subject = { kind: "EnforcementHold", id: hold.id, label: labelOf(scope), ...placeOfScope(scope) };
  recordAudit(tx, actor, { action: "enforcement.released", subject, reason: reason ?? null });
  return hold;
}

export async function scopeOfHold(
  tx: Transaction,
  { scopeKind, scopeId, resellerPath }: EnforcementHold,
): Promise<Scope> {
  if (scopeKind === "PLATFORM") return { kind: "PLATFORM" };
  if (scopeKind === "RESELLER") return { kind: "RESELLER", resellerId: scopeId, resellerPath: resellerPath ?? "" };
  const domain = await tx.manager.findOneBy(Domain, { id: scopeId });
  if (domain === null) throw notFound("EnforcementHold");
  return { kind: "DOMAIN", domainId: domain.id, domainName: domain.name, resellerPath: domain.resellerPath };
}

export function isSameSchedule(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
