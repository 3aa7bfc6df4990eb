import { IsNull } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import { lockRows, type Transaction } from "../../database/index.js";
import { type Actor, conflict, requireScope } from "../../kernel/index.js";
import { optionalReason } from "../../tenancy/index.js";
import { Administrator, AdministratorRole } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { disable } from "../disabling.js";
import { endSessionsOf } from "../session.js";

/** Ends its sessions. Throws CONFLICT for oneself and for the last operator: nobody could let them back in. */
export async function disableAdministrator(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Administrator> {
  const administrator = await requireAdministrator(tx.manager, requireScope(actor), id);
  requireAuthorityOver(actor, rankOfAdministrator(administrator));
  return disableFoundAdministrator(tx, actor, administrator, reason);
}

/** The change alone, on an administrator of the actor's scope. */
export async function disableFoundAdministrator(
  tx: Transaction,
  actor: Actor,
  administrator: Administrator,
  reason?: string | null,
): Promise<Administrator> {
  requireNotOneself(actor, administrator);
  if (!administrator.isDisabled) await requireAnotherOperator(tx, administrator);
  disable(administrator, requireScope(actor), "administrator");
  await endSessionsOf(tx, administrator.id);
  recordAudit(tx, actor, {
    action: "administrator.disabled",
    subject: administratorForAudit(administrator),
    reason: optionalReason(reason),
  });
  return tx.manager.save(administrator);
}

async function requireAnotherOperator(tx: Transaction, administrator: Administrator): Promise<void> {
  if (administrator.role !== AdministratorRole.OPERATOR) return;
  // Locked, so that two operators who disable each other at the same time do not both succeed.
  const operators = await lockRows(tx, Administrator, {
    role: AdministratorRole.OPERATOR,
    resellerPath: IsNull(),
    isDisabled: false,
  });
  if (!operators.some(({ id }) => id !== administrator.id))
    throw conflict("LAST_OPERATOR", "This is the last operator");
}

export function requireNotOneself(actor: Actor, { id }: Pick<Administrator, "id">): void {
  if (id === actor.id) throw conflict("CANNOT_END_ONESELF", "Nobody can disable themselves");
}
