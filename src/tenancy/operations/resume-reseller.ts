import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { announceReseller } from "../feed-entries.js";
import { auditedReseller } from "../places.js";
import { Reseller } from "../reseller.entity.js";
import { lockResellerBelow } from "../reseller.queries.js";
import { resumptionBy } from "../suspension.js";

export async function resumeReseller(tx: Transaction, actor: Actor, id: string): Promise<Reseller> {
  const scope = requireScope(actor);
  const reseller = await lockResellerBelow(tx, scope, id);
  const before = { state: reseller.state, reason: reseller.suspendedReason };
  const resumption = resumptionBy(reseller, scope);
  Object.assign(reseller, resumption, { updatedAt: tx.now });
  await tx.manager.update(Reseller, { id: reseller.id }, { ...resumption, updatedAt: tx.now });
  recordAudit(tx, actor, {
    action: "reseller.resumed",
    subject: auditedReseller(reseller),
    before,
    after: { state: reseller.state },
  });
  announceReseller(tx, reseller);
  return reseller;
}
