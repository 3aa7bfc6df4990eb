import { In } from "typeorm";
import { Authorization, AuthorizationState, type Identity } from "../../authorizations/index.js";
import { lockRows, moveRows, type Transaction, updateRows } from "../../database/index.js";
import { DeliveryState, Verification, VerificationState } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { VERIFICATION_STATES } from "../verification-states.js";
import { queueQuestions } from "./queue-questions.js";

/**
 * Questions that an owner's press had ended wait for their answer again: those that were mailed by the link of that
 * mail, the others are mailed now. What is not pending any more stays as it is.
 */
export async function reopenQuestions(
  tx: Transaction,
  mailer: VerificationKeys,
  identity: Identity,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const ended = await lockRows(tx, Verification, { id: In([...ids]), state: VerificationState.RETIRED });
  const pending = await tx.manager.find(Authorization, {
    select: { id: true },
    where: {
      id: In(ended.map(({ authorizationId }) => authorizationId)),
      identityId: identity.id,
      state: AuthorizationState.PENDING,
    },
  });
  const isPending = new Set(pending.map(({ id }) => id));
  const questions = ended.filter(({ authorizationId }) => isPending.has(authorizationId));
  if (questions.length === 0) return;
  const reopened = { id: In(questions.map(({ id }) => id)) };
  await moveRows(tx, Verification, { where: reopened, step: VERIFICATION_STATES.step("REOPEN") });
  const unsent = questions.filter(({ deliveryState }) => deliveryState === DeliveryState.QUEUED);
  for (const question of unsent) {
    VERIFICATION_STATES.move(question, "REOPEN");
    question.releasedAt = tx.now;
    await updateRows(tx, Verification, { id: question.id }, { releasedAt: tx.now });
  }
  if (unsent.length > 0) await queueQuestions(tx, mailer, identity, unsent);
}
