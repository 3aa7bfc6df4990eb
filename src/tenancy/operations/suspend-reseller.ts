import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { announceReseller } from "../feed-entries.js";
import { auditedReseller } from "../places.js";
import { Reseller } from "../reseller.entity.js";
import { lockResellerBelow } from "../reseller.queries.js";
import { suspensionBy } from "../suspension.js";
import { optionalReason } from "../text-rules.js";

/** Nothing below it may send until it is resumed. */
export async function suspendReseller(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Reseller> {
  const scope = requireScope(actor);
  const because = optionalReason(reason);
  const reseller = await lockResellerBelow(tx, scope, id);
  const before = { state: reseller.state };
  const suspension = suspensionBy(reseller, scope, because);
  Object.assign(reseller, suspension, { updatedAt: tx.now });
  await tx.manager.update(Reseller, { id: reseller.id }, { ...suspension, updatedAt: tx.now });
  const details = { before, after: { state: reseller.state }, reason: because };
  recordAudit(tx, actor, { action: "reseller.suspended", subject: auditedReseller(reseller), ...details });
  announceReseller(tx, reseller);
  return reseller;
}
