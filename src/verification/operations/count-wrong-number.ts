import { type AuditAction, recordAudit } from "../../audit/index.js";
import {
  type Authorization,
  AuthorizationReason,
  AuthorizationState,
  moveTo,
  type Names,
  reasonBecause,
  saveAuthorization,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import type { AnswerOutcome } from "../answer.js";
import { Approval, ApprovalState } from "../approval.entity.js";
import { MAX_WRONG_NUMBERS } from "../given-answer.js";
import type { LockedQuestion } from "./lock-question.js";
import { updateQuestion } from "./update-question.js";

interface AnsweredQuestion extends LockedQuestion {
  readonly names: Names;
}

/** The first one is counted, the second ends the question. */
export async function countWrongNumber(
  tx: Transaction,
  link: Actor,
  { authorization, identity, verification, names }: AnsweredQuestion,
): Promise<AnswerOutcome> {
  const wrongNumbers = verification.wrongNumbers + 1;
  const isOver = wrongNumbers >= MAX_WRONG_NUMBERS;
  // What was held before is no first half of an answer any more.
  const changes = { wrongNumbers, evidence: null, ...(isOver ? { answeredAt: tx.now } : {}) };
  await updateQuestion(tx, verification, changes, isOver ? "RETIRE" : "COUNT_WRONG_NUMBER");
  audit(tx, link, { action: "verification.wrong_number", authorization, names, after: { wrongNumbers } });
  const isWaitingForApproval = await tx.manager.existsBy(Approval, {
    authorizationId: authorization.id,
    state: ApprovalState.WAITING,
  });
  if (isOver && authorization.state === AuthorizationState.PENDING && !isWaitingForApproval) {
    const before = { state: authorization.state };
    moveTo(authorization, "EXPIRE", tx.now, { reason: reasonBecause(AuthorizationReason.WRONG_NUMBER) });
    await saveAuthorization(tx, link, { action: "authorization.expired", authorization, names, before });
  }
  return { kind: "WRONG_NUMBER", isOver, authorization, identity, verification };
}

/** Within the hour there is one try with the number, so that nobody finds it out by trying. */
export async function endTurningRound(
  tx: Transaction,
  link: Actor,
  { authorization, identity, verification, names }: AnsweredQuestion,
): Promise<AnswerOutcome> {
  await updateQuestion(tx, verification, { wrongNumbers: MAX_WRONG_NUMBERS });
  audit(tx, link, {
    action: "verification.wrong_number",
    authorization,
    names,
    after: { wrongNumbers: MAX_WRONG_NUMBERS },
  });
  return { kind: "WRONG_NUMBER", isOver: true, authorization, identity, verification };
}

interface AnswerRecord {
  readonly action: AuditAction;
  readonly authorization: Authorization;
  readonly names: Names;
  readonly after: unknown;
}

function audit(
  tx: Transaction,
  actor: Actor,
  { action, authorization: { id, resellerPath, domainId, accountId }, names, after }: AnswerRecord,
): void {
  const label = `${names.account} as ${names.address}`;
  recordAudit(tx, actor, {
    action,
    subject: { kind: "Authorization", id, label, resellerPath, domainId, accountId },
    after,
  });
}
