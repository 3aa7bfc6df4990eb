import { recordAudit } from "../../audit/index.js";
import { insertRow, isUniqueViolation, type Transaction } from "../../database/index.js";
import { modeInForce, type ScheduledMode } from "../../decision/index.js";
import { toGlobalId } from "../../graphql/index.js";
import { DomainError, newIdentifier, newInstance, placeOfScope, type Scope, SYSTEM_ACTOR } from "../../kernel/index.js";
import { lastWholeDays } from "../../observations/index.js";
import { queueMail } from "../../outbox/index.js";
import { effectivePolicy, Policy, setPolicyOnBehalf } from "../../policy/index.js";
import { brandingFor, Reseller } from "../../tenancy/index.js";
import type { AlertKeys } from "../alerts/alert-keys.js";
import { bringUpToDate } from "../alerts/bring-up-to-date.js";
import { administratorsOf } from "../alerts/recipients.queries.js";
import { EnforcementHold, HoldState } from "./enforcement-hold.entity.js";
import { BRAKE_DAYS } from "./unresolved-at.js";

export interface HoldFigures {
  /** Epoch milliseconds. */
  readonly enforcedAt: number;
  readonly unresolved: number;
  readonly threshold: number;
  /** When it was counted: of the last whole days before. */
  readonly countedAt: Date;
}

/** "LOCKED": a scope above decides about the schedule. "BEFORE": this beginning was held here already. */
export type HoldOutcome = "HELD" | "LOCKED" | "BEFORE";

/**
 * Lets a scope's mode stay what it was before enforcement was to begin: the schedule is set on the scope itself, as an
 * administrator would, and its administrators are told. It happens once for a scope and a moment, so that a hold that
 * was released is not put back.
 */
export async function holdEnforcement(
  tx: Transaction,
  writer: AlertKeys,
  scope: Scope,
  figures: HoldFigures,
): Promise<HoldOutcome> {
  if (scope.kind === "ACCOUNT") return "LOCKED";
  const scopeId = scope.kind === "PLATFORM" ? "" : scope.kind === "RESELLER" ? scope.resellerId : scope.domainId;
  const own = await tx.manager.findOneBy(Policy, { scopeKind: scope.kind, scopeId });
  const { schedule } = await effectivePolicy(tx.manager, placeOfScope(scope));
  const scheduleHeld = heldSchedule(own, schedule, figures.enforcedAt, tx.now);
  const { resellerPath = null, domainId = null } = placeOfScope(scope);
  const hold = newInstance(EnforcementHold, {
    id: newIdentifier(),
    scopeKind: scope.kind,
    scopeId,
    resellerPath,
    domainId,
    state: HoldState.HELD,
    enforcedAt: new Date(figures.enforcedAt),
    unresolved: figures.unresolved,
    threshold: figures.threshold,
    scheduleBefore: own?.settings.schedule ? [...own.settings.schedule] : null,
    scheduleHeld,
    heldAt: tx.now,
    releasedAt: null,
    releasedBy: null,
    releasedRank: null,
  });
  try {
    await setPolicyOnBehalf(tx, SYSTEM_ACTOR, scope, { schedule: scheduleHeld });
  } catch (error) {
    if (error instanceof DomainError && error.code === "CONFLICT") return "LOCKED";
    throw error;
  }
  try {
    await insertRow(tx, EnforcementHold, hold);
  } catch (error) {
    if (isUniqueViolation(error)) throw new HeldBefore();
    throw error;
  }
  recordAudit(tx, SYSTEM_ACTOR, {
    action: "enforcement.held",
    subject: { kind: "EnforcementHold", id: hold.id, label: labelOf(scope), ...placeOfScope(scope) },
    after: { unresolved: hold.unresolved, threshold: hold.threshold, enforcedAt: hold.enforcedAt.toISOString() },
  });
  await tellAdministrators(tx, writer, { scope, hold, countedAt: figures.countedAt });
  return "HELD";
}

/** Undoes the transaction: another process was first. */
export class HeldBefore extends Error {}

/** Steps up to the held one as they are, and from then on the mode of the moment before it. */
function heldSchedule(
  own: Policy | null,
  effective: readonly ScheduledMode[],
  enforcedAt: number,
  now: Date,
): ScheduledMode[] {
  const from = Math.max(enforcedAt, now.getTime());
  const earlier = (own?.settings.schedule ?? []).filter(({ at }) => at < from);
  return [...earlier, { at: from, mode: modeInForce(effective, enforcedAt - 1) }];
}

async function tellAdministrators(
  tx: Transaction,
  { sealer }: AlertKeys,
  { scope, hold, countedAt }: { readonly scope: Scope; readonly hold: EnforcementHold; readonly countedAt: Date },
): Promise<void> {
  const place = placeOfScope(scope);
  const { language, ...brand } = await brandingFor(tx.manager, place.resellerPath ?? null);
  const recipients = await administratorsOf(tx.manager, {
    resellerPath: place.resellerPath ?? null,
    domainId: place.domainId ?? null,
  });
  for (const { administrator, mailbox } of recipients) {
    await queueMail(tx, sealer, {
      uniqueKey: `hold:${hold.id}:${administrator.id}`,
      template: "enforcement-hold",
      language: administrator.language ?? language,
      to: mailbox,
      subjectId: hold.id,
      parameters: {
        ...brand,
        // The platform's own name stands in the brand.
        scopeName: await nameOf(tx, scope),
        domain: scope.kind === "DOMAIN" ? scope.domainName : null,
        holdId: String(toGlobalId("EnforcementHold", hold.id)),
        enforcedAt: hold.enforcedAt.getTime(),
        messages: hold.unresolved,
        ...lastWholeDays(countedAt, brand.timeZone, BRAKE_DAYS),
        threshold: hold.threshold,
      },
    });
    await bringUpToDate(tx, administrator);
  }
}

async function nameOf(tx: Transaction, scope: Scope): Promise<string | null> {
  if (scope.kind === "DOMAIN") return scope.domainName;
  if (scope.kind !== "RESELLER") return null;
  return (await tx.manager.findOneBy(Reseller, { id: scope.resellerId }))?.name ?? null;
}

export function labelOf(scope: Scope): string {
  switch (scope.kind) {
    case "PLATFORM":
      return "the platform";
    case "DOMAIN":
      return scope.domainName;
    default:
      return scope.kind.toLowerCase();
  }
}
