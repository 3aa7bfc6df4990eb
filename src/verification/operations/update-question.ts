import { moveRows, type Transaction, updateRows } from "../../database/index.js";
import type { Locked } from "../../kernel/index.js";
import { Verification } from "../verification.entity.js";
import { VERIFICATION_STATES, type VerificationEvent } from "../verification-states.js";

/** Changes a question, in memory and in its table, with its state where an event is named. */
export async function updateQuestion(
  tx: Transaction,
  verification: Locked<Verification>,
  changes: Partial<Pick<Verification, "wrongNumbers" | "answeredAt" | "evidence">>,
  event: VerificationEvent | null = null,
): Promise<void> {
  const { id, state: from } = verification;
  Object.assign(verification, changes);
  if (event === null) await updateRows(tx, Verification, { id }, changes);
  else {
    const to = VERIFICATION_STATES.move(verification, event);
    await moveRows(tx, Verification, { where: { id }, step: { from: [from], to }, changes });
  }
}
