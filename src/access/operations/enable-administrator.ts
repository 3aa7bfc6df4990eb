import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, requireScope } from "../../kernel/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";

export async function enableAdministrator(tx: Transaction, actor: Actor, id: string): Promise<Administrator> {
  const administrator = await requireAdministrator(tx.manager, requireScope(actor), id);
  if (!administrator.isDisabled) throw conflict("This administrator is not disabled");
  administrator.isDisabled = false;
  recordAudit(tx, actor, "administrator.enabled", administratorForAudit(administrator));
  return tx.manager.save(administrator);
}
