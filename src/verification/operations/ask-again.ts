import { AuthorizationState, moveTo, namesOf, saveAuthorization } from "../../authorizations/index.js";
import { insertRow, moveRows, type Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { type Budget, mailboxOf, spend } from "../../outbox/index.js";
import { takePress } from "../../presses/index.js";
import { mayAskAgain } from "../ask-again-rule.js";
import { openQuestionsOf } from "../questions.queries.js";
import { Verification } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { VERIFICATION_STATES } from "../verification-states.js";
import { newQuestion } from "./ask-owner.js";
import { lockQuestion } from "./lock-question.js";
import { queueQuestions } from "./queue-questions.js";

/** What became of the wish. `OVER`: there is a newer question, or nothing to be asked. */
export type AskedAgain = "ASKED" | "HELD" | "TOO_MANY" | "OVER";

const MAX_ASKED_AGAIN_PER_DAY = 3;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Of the owner, and of nobody who asks. */
function askAgainBudget(addressKey: string): Budget {
  return { name: `ask again ${mailboxOf(addressKey)}`, windowMs: DAY_MS, max: MAX_ASKED_AGAIN_PER_DAY };
}

/**
 * The owner has a question that has ended asked once more: the same one, with the number that the asker sees, by a new
 * mail to the address. What was refused stays refused until that is answered. Throws NOT_FOUND for a token of none.
 */
export async function askAgain(
  tx: Transaction,
  visitor: Actor,
  keys: VerificationKeys,
  token: string,
  pageViewedAt: Date | null,
): Promise<AskedAgain> {
  const { authorization, identity, verification } = await lockQuestion(tx, token);
  const open = await openQuestionsOf(tx, [authorization.id]);
  if (open.some(({ id }) => id !== verification.id) || !mayAskAgain(verification, authorization, identity, tx.now)) {
    return "OVER";
  }
  const press = { act: "ASK_AGAIN", subjectId: identity.id, targetId: authorization.id, shown: "PRESS" } as const;
  if ((await takePress(tx, { ...press, visitor, pageViewedAt })) === null) return "HELD";
  if (!(await spend(tx, askAgainBudget(identity.addressKey)))) return "TOO_MANY";
  const names = await namesOf(tx.manager, authorization);
  const link: Actor = { ...visitor, kind: "LINK", id: verification.id, label: names.address, role: null, scope: null };
  // A no stays on record until it is answered otherwise.
  if (authorization.state !== AuthorizationState.PENDING) {
    const before = { state: authorization.state };
    moveTo(authorization, "ASK_AGAIN", tx.now);
    authorization.expiresAt = null;
    await saveAuthorization(tx, link, "authorization.requested", authorization, names, { before });
  }
  const again = newQuestion(tx.now, authorization.id, { verificationHours: verification.answerHours });
  Object.assign(again, { matchNumber: verification.matchNumber, releasedAt: tx.now });
  await insertRow(tx, Verification, again);
  await moveRows(tx, Verification, { id: verification.id }, VERIFICATION_STATES.step("ASK_AGAIN"));
  await queueQuestions(tx, keys, identity, [again]);
  return "ASKED";
}
