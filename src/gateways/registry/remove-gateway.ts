import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, notFound, requireRole } from "../../kernel/index.js";
import { Gateway } from "../gateway.entity.js";

/** For a host that is gone for good: nobody waits for it any more. An agent that still runs comes back by itself. */
export async function removeGateway(tx: Transaction, actor: Actor, id: string): Promise<void> {
  requireRole(actor, "OPERATOR");
  const gateway = await tx.manager.findOneBy(Gateway, { id });
  if (gateway === null) throw notFound("Gateway");
  await tx.manager.delete(Gateway, { id: gateway.id });
  recordAudit(tx, actor, {
    action: "gateway.removed",
    subject: { kind: "Gateway", id: gateway.id, label: gateway.name },
  });
}
