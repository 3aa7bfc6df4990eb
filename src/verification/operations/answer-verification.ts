import { recordAudit } from "../../audit/index.js";
import {
  type Authorization,
  AuthorizationState,
  askAgainAfter,
  moveTo,
  type Names,
  namesOf,
  optionalUntil,
  returnTo,
  saveAuthorization,
  stateBefore,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, badInput, type Locked } from "../../kernel/index.js";
import { effectivePolicy } from "../../policy/index.js";
import {
  automationSignals,
  countsRepeated,
  mustBeRepeated,
  type PageAct,
  type PressEvidence,
  type PressProof,
} from "../../presses/index.js";
import { noteAnsweredAddress } from "../address-of-owner.js";
import type { Answer, AnswerDecision, AnswerOutcome } from "../answer.js";
import { type GivenAnswer, givenAnswer, type KeptAnswer } from "../given-answer.js";
import { heldAnswerOf, holdAnswer, lastHeldAnswerOf } from "../held-answer.js";
import { OPEN_STATES } from "../questions.queries.js";
import { ALLOWED_BY_OWNER, DENIED_BY_OWNER } from "../reasons.js";
import { readMatchNumber } from "../tokens.js";
import type { Verification } from "../verification.entity.js";
import type { VerificationKeys } from "../verification-keys.js";
import { VERIFICATION_STATES } from "../verification-states.js";
import { blockIdentity, unblockIdentity } from "./block-identity.js";
import { beginYear } from "./confirm-senders.js";
import { countWrongNumber, endTurningRound } from "./count-wrong-number.js";
import { type LockedQuestion, lockQuestion } from "./lock-question.js";
import { noteReceived } from "./mark-deliverable.js";
import { settleApprovals } from "./settle-questions.js";
import { tellAnswer } from "./tell-answer.js";
import { updateQuestion } from "./update-question.js";

const ANSWERABLE: ReadonlySet<AuthorizationState> = new Set([
  AuthorizationState.PENDING,
  AuthorizationState.PAUSED,
  AuthorizationState.AUTHORIZED,
]);

/**
 * The owner's answer; the token is the whole credential. Within an hour after it its page turns it round, with as much as
 * the answer took: a yes that came with the number is taken back with the number. Throws NOT_FOUND for a token
 * of no question and BAD_USER_INPUT for a missing number or a wrong date; every other fate is an outcome.
 */
export async function answerVerification(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  answer: Answer,
): Promise<AnswerOutcome> {
  const locked = await lockQuestion(tx, answer.token, answer.about);
  const { authorization, identity, verification } = locked;
  const names = await namesOf(tx.manager, authorization);
  const link: Actor = { ...actor, kind: "LINK", id: verification.id, label: names.address, role: null, scope: null };
  closeIfOver(verification, authorization, tx.now);
  // Only a page says until when, and shows what there is to be turned round.
  const given = answer.via === "PAGE" ? givenAnswer(verification, authorization, identity, tx.now) : null;
  const isOpen = OPEN_STATES.includes(verification.state);
  if (!isOpen && (given === null || !turnsRound(given, answer.decision))) {
    return { kind: "CLOSED", ...locked };
  }

  const evidence = evidenceOf(answer, actor, verification, tx.now);
  if (isVisit(evidence)) await noteReceived(tx, link, identity, "OWNER_OPENED_LINK");

  const isAllow = answer.decision === "ALLOW";
  const isMatched = isAllow ? await requiresNumber(tx, authorization) : given?.proof === "NUMBER";
  const until = isAllow ? optionalUntil(answer.until, tx.now, "input.until") : null;
  const typedNumber = readMatchNumber(answer.matchNumber);
  if (isMatched && typedNumber === null) {
    // Whoever does not mean to turn it round is told what was decided.
    if (given !== null) return { kind: "CLOSED", ...locked };
    throw badInput("NUMBER_WANTED", "input.matchNumber", "Give the number that the asker sees", "two digits");
  }
  if (isMatched && typedNumber !== verification.matchNumber) {
    if (given !== null) return endTurningRound(tx, link, { ...locked, names });
    return countWrongNumber(tx, link, { ...locked, names });
  }

  const proof: PressProof = isMatched ? "NUMBER" : answer.isTyped === true ? "TYPED" : "PRESS";
  const act: PageAct = !isAllow ? "DENY" : isMatched ? "ALLOW" : "ALLOW_WITHOUT_NUMBER";
  const mayBeGuessed = isMatched && verification.wrongNumbers > 0;
  const earlier = heldAnswerOf(verification);
  const isRepeated =
    earlier?.decision === answer.decision &&
    earlier.countsFrom <= tx.now.getTime() &&
    countsRepeated(evidence.signals, proof);
  if (!isRepeated && (mayBeGuessed || mustBeRepeated(act, evidence.signals, proof))) {
    // An answer that stands is not put in doubt by what looks like a program.
    if (given !== null) return { kind: "CLOSED", ...locked };
    const held = holdAnswer(verification, answer.decision, evidence, tx.now);
    await updateQuestion(tx, verification, { evidence: { held } }, "HOLD");
    // Without a place, so that only the platform reads it: to the asker nothing has been answered yet.
    const subject = { kind: "Authorization", id: authorization.id, label: `${names.account} as ${names.address}` };
    recordAudit(tx, link, { action: "verification.held", subject, after: held });
    return { kind: "HELD", countsFrom: new Date(held.countsFrom), ...locked };
  }
  const question = { ...locked, names, evidence, proof, given };
  await conclude(tx, link, mailer, { answer: { ...answer, until }, question });
  return { kind: "ANSWERED", ...locked };
}

/**
 * Somebody has looked at the page and pressed something on it, a wrong number too. Opening alone is none: programs open
 * the links of mails that no mailbox has taken.
 */
function isVisit({ via, pageViewedAt, signals }: PressEvidence): boolean {
  return via === "PAGE" && pageViewedAt !== null && !signals.includes("SCANNER");
}

/** Only an answer with the number takes back what an owner refused for good. */
function turnsRound({ decision }: GivenAnswer, to: AnswerDecision): boolean {
  return decision !== to && !(decision === "BLOCK" && to === "DENY");
}

function closeIfOver(verification: Locked<Verification>, authorization: Authorization, now: Date): void {
  if (!OPEN_STATES.includes(verification.state)) return;
  // For this answer only; the timers write it down.
  if (verification.expiresAt !== null && verification.expiresAt <= now)
    VERIFICATION_STATES.move(verification, "EXPIRE");
  else if (!ANSWERABLE.has(authorization.state)) VERIFICATION_STATES.move(verification, "RETIRE");
}

async function requiresNumber(tx: Transaction, authorization: Authorization): Promise<boolean> {
  const { resellerPath, domainId, accountId } = authorization;
  const policy = await effectivePolicy(tx.manager, { resellerPath, domainId, accountId });
  return policy.isNumberMatchingRequired;
}

function evidenceOf(answer: Answer, actor: Actor, verification: Verification, now: Date): PressEvidence {
  const sentAt = verification.sentAt ?? verification.createdAt;
  const seen = {
    via: answer.via,
    delayMs: now.getTime() - sentAt.getTime(),
    pageViewedAt: answer.pageViewedAt?.getTime() ?? null,
    remoteAddress: actor.remoteAddress,
    userAgent: actor.userAgent?.slice(0, 256) ?? null,
  };
  return { ...seen, signals: automationSignals(seen) };
}

/** A question with an answer that counts. */
interface DecidedQuestion extends LockedQuestion {
  readonly names: Names;
  readonly evidence: PressEvidence;
  readonly proof: PressProof;
  /** The answer that this one turns round; null for the first. */
  readonly given: GivenAnswer | null;
}

interface Conclusion {
  readonly answer: Answer;
  readonly question: DecidedQuestion;
}

/** The answer counts: the right moves, what else waits for it is settled, and whoever is to know is told. */
async function conclude(
  tx: Transaction,
  link: Actor,
  mailer: VerificationKeys,
  { answer, question: { authorization, identity, verification, names, evidence, proof, given } }: Conclusion,
): Promise<void> {
  const before = { state: authorization.state };
  const isAllow = answer.decision === "ALLOW";
  const replaced = given?.before ?? stateBefore(authorization);
  if (given !== null && given.decision !== "ALLOW" && isAllow) returnTo(authorization, replaced, tx.now);
  if (given?.decision === "BLOCK") await unblockIdentity(tx, link, identity);
  // Of a no that becomes "never again" the no stands already.
  if (isAllow || given === null || given.decision === "ALLOW") {
    moveTo(authorization, isAllow ? "ALLOW" : "DENY", tx.now, { reason: isAllow ? ALLOWED_BY_OWNER : DENIED_BY_OWNER });
    authorization.expiresAt = isAllow ? (answer.until ?? null) : null;
    if (!isAllow) authorization.askAgainAt = askAgainAfter(tx.now);
  }
  const held = lastHeldAnswerOf(verification);
  const kept: KeptAnswer = {
    proof,
    before: replaced,
    firstAnsweredAt: given?.firstAnsweredAt ?? tx.now.getTime(),
    ownerLinkVersion: identity.ownerLinkVersion,
  };
  const changes = {
    answeredAt: given === null || isAllow || given.decision === "ALLOW" ? tx.now : verification.answeredAt,
    evidence: held === null ? { ...evidence, ...kept } : { ...evidence, ...kept, held },
  };
  await updateQuestion(tx, verification, changes, answer.decision);
  const action = isAllow ? "authorization.allowed" : "authorization.denied";
  await saveAuthorization(tx, link, {
    action,
    authorization,
    names,
    before,
    after: { state: authorization.state, expiresAt: authorization.expiresAt?.toISOString() ?? null },
  });
  await settleApprovals(tx, [authorization.id]);
  if (isAllow) await beginYear(tx, identity);
  await noteReceived(tx, link, identity);
  await noteAnsweredAddress(tx, identity, authorization);
  if (answer.decision === "BLOCK") await blockIdentity(tx, link, mailer, identity);
  await tellAnswer(tx, mailer, identity, {
    verificationId: verification.id,
    account: names.account,
    answer: isAllow ? "ALLOWED" : "DENIED",
    until: authorization.expiresAt,
    firstAnsweredAt: kept.firstAnsweredAt,
    language: answer.language ?? null,
  });
}
