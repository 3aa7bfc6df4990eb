import { recordAudit } from "../../audit/index.js";
import type { Database } from "../../database/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { hashPassword } from "../../request/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { endSessionsOf } from "../session.js";

export interface ResetAdministratorPassword {
  readonly id: string;
  readonly password: string;
}

/** For somebody else's lost password, or a stolen one: all of that administrator's sessions end. */
export async function resetAdministratorPassword(
  database: Database,
  actor: Actor,
  input: ResetAdministratorPassword,
): Promise<Administrator> {
  const passwordHash = await hashPassword(input.password, "input.password");
  return database.write(async (tx) => {
    const administrator = await requireAdministrator(tx.manager, requireScope(actor), input.id);
    administrator.passwordHash = passwordHash;
    await endSessionsOf(tx, administrator.id);
    recordAudit(tx, actor, "administrator.password-reset", administratorForAudit(administrator));
    return tx.manager.save(administrator);
  });
}
