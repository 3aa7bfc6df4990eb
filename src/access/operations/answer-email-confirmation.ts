import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { Administrator } from "../administrator.entity.js";
import { administratorForAudit } from "../administrator.queries.js";
import { hashOfConfirmation } from "./ask-to-confirm-email.js";

export type ConfirmationState = "OPEN" | "CONFIRMED" | "OVER";

/** What the link leads to; null for a link of nothing. */
export function stateOfConfirmation(administrator: Administrator, now: Date): ConfirmationState {
  if (administrator.emailConfirmedAt !== null) return "CONFIRMED";
  return (administrator.confirmationEndsAt ?? now) <= now ? "OVER" : "OPEN";
}

/**
 * What whoever holds the mailed link says of the address: theirs, or not. Not theirs takes it away from the
 * administrator. Returns what is so now; null for a link of nothing. A repeated answer changes nothing.
 */
export async function answerEmailConfirmation(
  tx: Transaction,
  visitor: Actor,
  token: string,
  answer: "CONFIRM" | "REFUSE",
): Promise<ConfirmationState | "REFUSED" | null> {
  const confirmationHash = hashOfConfirmation(token);
  const administrator =
    confirmationHash === null ? null : await tx.manager.findOneBy(Administrator, { confirmationHash });
  if (administrator === null) return null;
  const state = stateOfConfirmation(administrator, tx.now);
  if (state !== "OPEN") return state;
  const { id, email } = administrator;
  const actor: Actor = { ...visitor, kind: "LINK", id, label: email ?? "", role: null, scope: null };
  if (answer === "CONFIRM") {
    await tx.manager.update(Administrator, { id }, { emailConfirmedAt: tx.now });
    recordAudit(tx, actor, "administrator.email-confirmed", administratorForAudit(administrator), { after: { email } });
    return "CONFIRMED";
  }
  const nothing = { email: null, confirmationHash: null, confirmationEndsAt: null };
  await tx.manager.update(Administrator, { id }, nothing);
  recordAudit(tx, actor, "administrator.email-refused", administratorForAudit(administrator), {
    before: { email },
    after: { email: null },
  });
  return "REFUSED";
}
