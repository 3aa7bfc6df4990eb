import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, requireMayUndo, requireScope } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";

/**
 * Of somebody who is disabled: their sessions have ended by then, and what they made has, where that was wanted. Their
 * name is free again; what stays of theirs no longer says whose it is. Whoever may not enable them may not delete them
 * either, for the same login could be made anew. Throws CONFLICT for whoever is enabled.
 */
export async function deleteAdministrator(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<void> {
  const scope = requireScope(actor);
  const administrator = await requireAdministrator(tx.manager, scope, id);
  requireAuthorityOver(actor, rankOfAdministrator(administrator));
  if (!administrator.isDisabled) throw conflict("STILL_ENABLED", "Disable this administrator first");
  requireMayUndo(administrator.disabledBy, scope, "This disabling");
  recordAudit(tx, actor, {
    action: "administrator.deleted",
    subject: administratorForAudit(administrator),
    reason: optionalReason(reason),
  });
  await tx.manager.delete(Administrator, { id: administrator.id });
}
