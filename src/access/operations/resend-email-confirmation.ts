import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, requireScope } from "../../kernel/index.js";
import { type Sealer, spendOwn } from "../../outbox/index.js";
import type { Administrator } from "../administrator.entity.js";
import { administratorForAudit, requireAdministrator } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { askToConfirmEmail } from "./ask-to-confirm-email.js";

const MAX_RESENT_PER_DAY = 3;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Of oneself, of a peer or of somebody below. Older links end. Throws RATE_LIMITED past three a day for one administrator. */
export async function resendEmailConfirmation(
  tx: Transaction,
  actor: Actor,
  sealer: Sealer,
  id: string,
): Promise<Administrator> {
  const administrator = await requireAdministrator(tx.manager, requireScope(actor), id);
  if (administrator.id !== actor.id) requireAuthorityOver(actor, rankOfAdministrator(administrator));
  if (administrator.email === null)
    throw conflict("NO_MAILBOX_SET", "This administrator has no address: set one first", "id");
  if (administrator.emailConfirmedAt !== null) throw conflict("CONFIRMED_ALREADY", "This address is confirmed", "id");
  const budget = { name: `confirmation ${administrator.id}`, windowMs: DAY_MS, max: MAX_RESENT_PER_DAY };
  await spendOwn(tx, budget, "confirmation mails a day for one administrator");
  await askToConfirmEmail(tx, sealer, administrator);
  recordAudit(tx, actor, {
    action: "administrator.confirmation-resent",
    subject: administratorForAudit(administrator),
  });
  return administrator;
}
