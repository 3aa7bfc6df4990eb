import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireEmailAddress, requireScope } from "../../kernel/index.js";
import { optionalLanguage } from "../../tenancy/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";

/** Absent stays, null clears. */
export interface UpdateAdministrator {
  readonly id: string;
  readonly email?: string | null;
  readonly language?: string | null;
}

export async function updateAdministrator(
  tx: Transaction,
  actor: Actor,
  input: UpdateAdministrator,
): Promise<Administrator> {
  const administrator = await requireAdministrator(tx.manager, requireScope(actor), input.id);
  const before = { email: administrator.email, language: administrator.language };
  if (input.email !== undefined) {
    administrator.email = input.email === null ? null : requireEmailAddress(input.email, "input.email").typed;
  }
  const language = optionalLanguage(input.language, "input.language");
  if (language !== undefined) administrator.language = language;
  const after = { email: administrator.email, language: administrator.language };
  recordAudit(tx, actor, "administrator.updated", administratorForAudit(administrator), { before, after });
  return tx.manager.save(administrator);
}
