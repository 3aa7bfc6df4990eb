import { recordAudit } from "../../audit/index.js";
import { lockRow, type Transaction } from "../../database/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  notFound,
  placeOfScope,
  requireMayUndo,
  requireRole,
  requireScope,
  requireUndoable,
  scopeCovers,
} from "../../kernel/index.js";
import { Policy, setPolicyOnBehalf } from "../../policy/index.js";
import { bringUpToDate } from "../alerts/bring-up-to-date.js";
import { administratorsOf } from "../alerts/recipients.queries.js";
import { EnforcementHold, HoldState } from "./enforcement-hold.entity.js";
import { labelOf } from "./hold-enforcement.js";
import { HOLD_STATES } from "./hold-states.js";
import { isSameSchedule, scopeOfHold } from "./release-hold.js";

/**
 * Enforcement that was let begin is put off again, as it was. Throws NOT_FOUND outside the caller's scope, FORBIDDEN
 * where somebody further up has released it, CONFLICT where the time is over or the schedule was set since.
 */
export async function undoRelease(tx: Transaction, actor: Actor, id: string): Promise<EnforcementHold> {
  requireRole(actor, ...ADMINISTRATORS);
  const hold = await lockRow(tx, EnforcementHold, { id });
  if (hold === null || !scopeCovers(requireScope(actor), hold)) throw notFound("EnforcementHold");
  const scope = await scopeOfHold(tx, hold);
  const own = await tx.manager.findOneBy(Policy, { scopeKind: hold.scopeKind, scopeId: hold.scopeId });
  const isAsLeft = hold.state === HoldState.RELEASED && isSameSchedule(own?.settings.schedule, hold.scheduleBefore);
  requireUndoable({ decidedAt: hold.releasedAt, isAsLeft, now: tx.now, field: "id" });
  requireMayUndo(hold.releasedRank, requireScope(actor), "This release");
  await setPolicyOnBehalf(tx, actor, scope, { schedule: hold.scheduleHeld });
  HOLD_STATES.move(hold, "HOLD_AGAIN");
  await tx.manager.save(Object.assign(hold, { releasedAt: null, releasedBy: null, releasedRank: null }));
  for (const { administrator } of await administratorsOf(tx.manager, hold)) await bringUpToDate(tx, administrator);
  const subject = { kind: "EnforcementHold", id: hold.id, label: labelOf(scope), ...placeOfScope(scope) };
  recordAudit(tx, actor, { action: "enforcement.held-again", subject });
  return hold;
}
