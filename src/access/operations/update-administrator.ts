import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireEmailAddress, requireScope } from "../../kernel/index.js";
import { optionalLanguage } from "../../tenancy/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { tellAdministrator } from "../credential-notice.js";

/** Absent stays, null clears. */
export interface UpdateAdministrator {
  readonly id: string;
  readonly email?: string | null;
  readonly language?: string | null;
}

/** Of oneself, of a peer or of somebody below; whoever is moved to another address is told at the one before. */
export async function updateAdministrator(
  tx: Transaction,
  actor: Actor,
  input: UpdateAdministrator,
): Promise<Administrator> {
  const administrator = await requireAdministrator(tx.manager, requireScope(actor), input.id);
  if (administrator.id !== actor.id) requireAuthorityOver(actor, rankOfAdministrator(administrator));
  const before = { email: administrator.email, language: administrator.language };
  if (input.email !== undefined) {
    administrator.email = input.email === null ? null : requireEmailAddress(input.email, "input.email").typed;
  }
  const language = optionalLanguage(input.language, "input.language");
  if (language !== undefined) administrator.language = language;
  const after = { email: administrator.email, language: administrator.language };
  // To the address that was: a new one must not be a way to hear of nothing any more.
  if (before.email !== after.email)
    await tellAdministrator(tx, { ...administrator, email: before.email }, "EMAIL_CHANGED");
  recordAudit(tx, actor, "administrator.updated", administratorForAudit(administrator), { before, after });
  return tx.manager.save(administrator);
}
