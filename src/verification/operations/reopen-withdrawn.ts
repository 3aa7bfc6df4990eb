import { In } from "typeorm";
import type { RequestedAuthorization } from "../../authorizations/index.js";
import { moveRows, type Transaction, updateRows } from "../../database/index.js";
import { OutboxMail } from "../../outbox/index.js";
import { endOfAnswer } from "../answer-time.js";
import { latestQuestionOf } from "../questions.queries.js";
import { DeliveryState, Verification, VerificationState } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { VERIFICATION_STATES } from "../verification-states.js";
import { queueQuestions, verificationIdsOf } from "./queue-questions.js";

/** What is left to do for a question that waits again: nothing, or to take its turn, which it never had. */
export type Reopened = { readonly question: Verification; readonly hasItsTurn: boolean };

/**
 * The question that the asker's own side withdrew waits again, with its link and its number, for as long as its time
 * lasts; it costs nobody anything. One whose mail had not left is mailed now. Null where there is none to take up.
 */
export async function reopenWithdrawn(
  tx: Transaction,
  mailer: VerificationKeys,
  { authorization, identity }: RequestedAuthorization,
): Promise<Reopened | null> {
  const question = await latestQuestionOf(tx, authorization.id);
  if (question === null || !isWithdrawn(question, tx.now) || identity.blockedAt !== null) return null;
  const reopened = { id: question.id };
  await moveRows(tx, Verification, {
    where: reopened,
    step: VERIFICATION_STATES.step("REOPEN"),
    changes: { withdrawnAt: null },
  });
  VERIFICATION_STATES.move(question, "REOPEN");
  question.withdrawnAt = null;
  if (question.releasedAt === null) return { question, hasItsTurn: false };
  const isUnsent = question.deliveryState === DeliveryState.QUEUED;
  if (isUnsent && !(await isUnderway(tx, identity.id, question.id))) {
    question.releasedAt = tx.now;
    await updateRows(tx, Verification, reopened, { releasedAt: tx.now });
    await queueQuestions(tx, mailer, identity, [question]);
  }
  return { question, hasItsTurn: true };
}

function isWithdrawn(question: Verification, now: Date): boolean {
  const end = endOfAnswer(question);
  return (
    question.state === VerificationState.RETIRED &&
    question.withdrawnAt !== null &&
    question.deliveryState !== DeliveryState.UNDELIVERABLE &&
    (end === null || end > now)
  );
}

/** Whether a worker has its mail, or will try it again: that one stays as it is, and its link holds. */
async function isUnderway(tx: Transaction, identityId: string, questionId: string): Promise<boolean> {
  const mails = await tx.manager.find(OutboxMail, {
    where: { subjectId: identityId, state: In(["QUEUED", "LEASED"]) },
  });
  return mails.some((mail) => verificationIdsOf(mail).includes(questionId));
}
