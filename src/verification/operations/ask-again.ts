import {
  AuthorizationState,
  lockAuthorization,
  lockIdentity,
  moveTo,
  namesOf,
  saveAuthorization,
} from "../../authorizations/index.js";
import { insertRow, moveRows, type Transaction } from "../../database/index.js";
import { type Actor, notFound, rowAcrossTenants } from "../../kernel/index.js";
import { type Budget, mailboxOf, spend } from "../../outbox/index.js";
import { takePress } from "../../presses/index.js";
import { mayAskAgain, mayOwnerAsk } from "../ask-again-rule.js";
import { latestQuestionOf, OPEN_STATES, openQuestionsOf } from "../questions.queries.js";
import { Verification } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { VERIFICATION_STATES } from "../verification-states.js";
import { newQuestion } from "./ask-owner.js";
import { type LockedQuestion, lockQuestion, type QuestionOfLink } from "./lock-question.js";
import type { Owner } from "./owner-actions.js";
import { ownerActor } from "./owner-actor.js";
import { queueQuestions } from "./queue-questions.js";
import { retireQuestions } from "./settle-questions.js";

const OWNERS = "it is compared with the address of whoever has the link";

/** What became of the wish. `OVER`: there is a newer question, or nothing to be asked. */
export type AskedAgain = "ASKED" | "HELD" | "TOO_MANY" | "OVER";

const MAX_ASKED_AGAIN_PER_DAY = 3;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Of the owner, and of nobody who asks. */
function askAgainBudget(addressKey: string): Budget {
  return { name: `ask again ${mailboxOf(addressKey)}`, windowMs: DAY_MS, max: MAX_ASKED_AGAIN_PER_DAY };
}

export interface PageToAskFrom {
  readonly token: string;
  /** What the page has found already. */
  readonly about?: QuestionOfLink;
  readonly pageViewedAt: Date | null;
}

/**
 * The owner has a question that has ended asked once more: the same one, with the number that the asker sees, by a new
 * mail to the address. What was refused stays refused until that is answered. Throws NOT_FOUND for a token of none.
 */
export async function askAgain(
  tx: Transaction,
  visitor: Actor,
  keys: VerificationKeys,
  { token, about, pageViewedAt }: PageToAskFrom,
): Promise<AskedAgain> {
  const question = await lockQuestion(tx, token, about);
  const { authorization, identity, verification } = question;
  const open = await openQuestionsOf(tx, [authorization.id]);
  if (open.some(({ id }) => id !== verification.id) || !mayAskAgain(verification, authorization, identity, tx.now)) {
    return "OVER";
  }
  const press = { act: "ASK_AGAIN", subjectId: identity.id, targetId: authorization.id, shown: "PRESS" } as const;
  if ((await takePress(tx, { ...press, visitor, pageViewedAt })) === null) return "HELD";
  const names = await namesOf(tx.manager, authorization);
  const link: Actor = { ...visitor, kind: "LINK", id: verification.id, label: names.address, role: null, scope: null };
  return mailOnceMore(tx, link, keys, question);
}

/**
 * The same from the page of the address, opened with the number of its link, and also for a question that is open: its
 * link stands in a mail alone. Throws NOT_FOUND for an authorization on another address.
 */
export async function askAgainAsOwner(
  tx: Transaction,
  owner: Owner,
  keys: VerificationKeys,
  authorizationId: string,
): Promise<AskedAgain> {
  const identity = await lockIdentity(tx, owner.identityId);
  const authorization = rowAcrossTenants(await lockAuthorization(tx, authorizationId), OWNERS);
  if (authorization === null || authorization.identityId !== identity.id) throw notFound("Authorization");
  const verification = await latestQuestionOf(tx, authorization.id);
  if (verification === null || !mayOwnerAsk(verification, authorization, identity, tx.now)) return "OVER";
  const { visitor, pageViewedAt } = owner;
  const press = { act: "ASK_AGAIN", subjectId: identity.id, targetId: authorization.id, shown: "NUMBER" } as const;
  if ((await takePress(tx, { ...press, visitor, pageViewedAt })) === null) return "HELD";
  return mailOnceMore(tx, ownerActor(visitor, identity), keys, { authorization, identity, verification });
}

async function mailOnceMore(
  tx: Transaction,
  actor: Actor,
  keys: VerificationKeys,
  { authorization, identity, verification }: LockedQuestion,
): Promise<AskedAgain> {
  if (!(await spend(tx, askAgainBudget(identity.addressKey)))) return "TOO_MANY";
  // A no stays on record until it is answered otherwise.
  if (authorization.state !== AuthorizationState.PENDING) {
    const before = { state: authorization.state };
    const names = await namesOf(tx.manager, authorization);
    moveTo(authorization, "ASK_AGAIN", tx.now);
    authorization.expiresAt = null;
    await saveAuthorization(tx, actor, { action: "authorization.requested", authorization, names, before });
  }
  const isOpen = OPEN_STATES.includes(verification.state);
  const again = newQuestion(tx.now, authorization.id, { verificationHours: verification.answerHours });
  // Another mail is no other try to find out the number.
  const wrongNumbers = isOpen ? verification.wrongNumbers : 0;
  Object.assign(again, { matchNumber: verification.matchNumber, releasedAt: tx.now, wrongNumbers });
  if (isOpen) await retireQuestions(tx, keys, [authorization.id]);
  else
    await moveRows(tx, Verification, { where: { id: verification.id }, step: VERIFICATION_STATES.step("ASK_AGAIN") });
  await insertRow(tx, Verification, again);
  await queueQuestions(tx, keys, identity, [again]);
  return "ASKED";
}
