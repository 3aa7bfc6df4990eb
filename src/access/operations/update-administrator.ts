import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, requireEmailAddress, requireScope, requireUnchanged } from "../../kernel/index.js";
import type { Sealer } from "../../outbox/index.js";
import { optionalLanguage } from "../../tenancy/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { tellAdministrator } from "../credential-notice.js";
import { askToConfirmEmail } from "./ask-to-confirm-email.js";

/** Absent stays, null clears. */
export interface UpdateAdministrator {
  readonly id: string;
  readonly email?: string | null;
  readonly language?: string | null;
  readonly ifUpdatedAt?: Date | null;
}

/**
 * Of oneself, of a peer or of somebody below. Whoever is moved to another address is told at the one before, and the new
 * one gets nothing but the question whose it is until that is answered.
 */
export async function updateAdministrator(
  tx: Transaction,
  actor: Actor,
  sealer: Sealer,
  input: UpdateAdministrator,
): Promise<Administrator> {
  const administrator = await requireAdministrator(tx.manager, requireScope(actor), input.id);
  if (administrator.id !== actor.id) requireAuthorityOver(actor, rankOfAdministrator(administrator));
  requireUnchanged(administrator, input.ifUpdatedAt, "input.ifUpdatedAt");
  const before = { email: administrator.email, language: administrator.language };
  if (input.email !== undefined) {
    administrator.email = input.email === null ? null : requireEmailAddress(input.email, "input.email").typed;
  }
  const language = optionalLanguage(input.language, "input.language");
  if (language !== undefined) administrator.language = language;
  const after = { email: administrator.email, language: administrator.language };
  // To the address that was: a new one must not be a way to hear of nothing any more.
  const isMoved = before.email !== after.email;
  if (isMoved) await tellAdministrator(tx, { ...administrator, email: before.email }, "EMAIL_CHANGED");
  recordAudit(tx, actor, {
    action: "administrator.updated",
    subject: administratorForAudit(administrator),
    before,
    after,
  });
  administrator.updatedAt = tx.now;
  await tx.manager.save(administrator);
  if (isMoved) await askToConfirmEmail(tx, sealer, administrator);
  return administrator;
}
