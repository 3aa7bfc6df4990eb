import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { enable } from "../disabling.js";

/** Throws FORBIDDEN for one that somebody further up has disabled. */
export async function enableAdministrator(tx: Transaction, actor: Actor, id: string): Promise<Administrator> {
  const scope = requireScope(actor);
  const administrator = await requireAdministrator(tx.manager, scope, id);
  requireAuthorityOver(actor, rankOfAdministrator(administrator));
  enable(administrator, scope, "administrator");
  recordAudit(tx, actor, { action: "administrator.enabled", subject: administratorForAudit(administrator) });
  return tx.manager.save(administrator);
}
