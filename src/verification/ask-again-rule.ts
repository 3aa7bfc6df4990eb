import { type Authorization, AuthorizationState, type Identity, isOwnersNo } from "../authorizations/index.js";
import { givenAnswer } from "./given-answer.js";
import { OPEN_STATES } from "./questions.queries.js";
import { type Verification, VerificationState } from "./verification.entity.js";

const UNANSWERED: ReadonlySet<AuthorizationState> = new Set([AuthorizationState.PENDING, AuthorizationState.EXPIRED]);
const MAX_WRONG_NUMBERS = 2;

/**
 * Whether a question has ended in a way that its owner may want it asked again: its time ran out, its number was typed
 * wrong twice, or it was answered with a no, which a program may have pressed, and the hour to turn that round is over.
 */
export function mayAskAgain(
  verification: Verification,
  authorization: Authorization,
  identity: Identity,
  now: Date,
): boolean {
  if (identity.blockedAt !== null || authorization.pausedBy !== null) return false;
  if (verification.state === VerificationState.DENIED) {
    const { state } = authorization;
    return (
      state === AuthorizationState.DENIED &&
      isOwnersNo(authorization) &&
      givenAnswer(verification, authorization, identity, now) === null
    );
  }
  const isExpired =
    verification.state === VerificationState.EXPIRED ||
    (OPEN_STATES.includes(verification.state) && verification.expiresAt !== null && verification.expiresAt <= now);
  const isGuessedAway =
    verification.state === VerificationState.RETIRED && verification.wrongNumbers >= MAX_WRONG_NUMBERS;
  return (isExpired || isGuessedAway) && UNANSWERED.has(authorization.state);
}

/**
 * Whether the owner may have it asked from the page of the address, which shows the latest question about each account:
 * one that waits, one that ended without an answer, and one that was answered with a no.
 */
export function mayOwnerAsk(
  verification: Verification,
  authorization: Authorization,
  identity: Identity,
  now: Date,
): boolean {
  if (mayAskAgain(verification, authorization, identity, now)) return true;
  if (identity.blockedAt !== null || authorization.pausedBy !== null) return false;
  const { state } = authorization;
  if (state === AuthorizationState.DENIED) return isOwnersNo(authorization);
  return state === AuthorizationState.PENDING && OPEN_STATES.includes(verification.state);
}
