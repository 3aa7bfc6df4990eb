import { conflict, forbidden, mayUndo, type Scope } from "../kernel/index.js";
import type { Authorization } from "./authorization.entity.js";
import { AuthorizationState } from "./authorization-state.js";

/** Everything that can happen to an authorization. */
export type AuthorizationEvent =
  /** The owner of the address, or an administrator of its domain, agreed. */
  | "ALLOW"
  /** The owner, or an administrator of its domain, said no to a question. */
  | "DENY"
  /** Somebody who may decide about the address gave it without a question. */
  | "GRANT"
  /** The account asks again. */
  | "ASK_AGAIN"
  /** Taken away: by the account, an administrator or the owner. */
  | "REVOKE"
  /** Set aside by an administrator or by ourselves, to be taken up again. */
  | "PAUSE"
  | "RESUME"
  /** Its time, or the time of its question, is over. */
  | "EXPIRE";

const { PENDING, AUTHORIZED, PAUSED, DENIED, REVOKED, EXPIRED } = AuthorizationState;

/** The only ways a state may change. What is not in here is a CONFLICT. */
export const TRANSITIONS: Readonly<
  Record<AuthorizationState, Readonly<Partial<Record<AuthorizationEvent, AuthorizationState>>>>
> = {
  PENDING: { ALLOW: AUTHORIZED, DENY: DENIED, GRANT: AUTHORIZED, REVOKE: REVOKED, EXPIRE: EXPIRED },
  // A question may be open beside it: what was allowed until a date only, or proposed, and is yet to be confirmed.
  AUTHORIZED: { ALLOW: AUTHORIZED, DENY: DENIED, REVOKE: REVOKED, PAUSE: PAUSED, EXPIRE: EXPIRED },
  PAUSED: { ALLOW: AUTHORIZED, DENY: DENIED, GRANT: AUTHORIZED, RESUME: AUTHORIZED, REVOKE: REVOKED, EXPIRE: EXPIRED },
  DENIED: { GRANT: AUTHORIZED, ASK_AGAIN: PENDING },
  REVOKED: { GRANT: AUTHORIZED, ASK_AGAIN: PENDING },
  EXPIRED: { GRANT: AUTHORIZED, ASK_AGAIN: PENDING },
};

export function canMove(state: AuthorizationState, event: AuthorizationEvent): boolean {
  return TRANSITIONS[state][event] !== undefined;
}

const IN_WORDS: Record<AuthorizationEvent, string> = {
  ALLOW: "allowed",
  DENY: "denied",
  GRANT: "granted",
  ASK_AGAIN: "asked for again",
  REVOKE: "revoked",
  PAUSE: "paused",
  RESUME: "resumed",
  EXPIRE: "expired",
};

/**
 * Throws CONFLICT, which names the state, when the event does not fit it. What an administrator paused is taken up only
 * by them, a peer, or somebody above: `scope` is the actor's. Without that, ALLOW leaves it paused, and every other way
 * to have it again is FORBIDDEN, also by way of REVOKED or EXPIRED.
 */
export function moveTo(
  authorization: Authorization,
  event: AuthorizationEvent,
  now: Date,
  reason: string | null = null,
  scope: Scope | null = null,
): void {
  const from = authorization.state;
  const to = TRANSITIONS[from][event];
  if (to === undefined) throw conflict(`An authorization that is ${from} cannot be ${IN_WORDS[event]}`);
  if (to === AUTHORIZED || to === PENDING) {
    if (!mayTakeUp(authorization, scope)) {
      if (event === "ALLOW") return;
      throw forbidden("This authorization was paused further up, and only there can it be taken up again");
    }
    authorization.pausedBy = null;
  }
  authorization.state = to;
  authorization.reason = reason;
  authorization.updatedAt = now;
  if (to !== AUTHORIZED) return;
  if (event !== "RESUME" || authorization.authorizedAt === null) authorization.authorizedAt = now;
  if (event !== "RESUME") authorization.expiresAt = null;
  authorization.askAgainAt = null;
}

/** Whether somebody of this scope may have the authorization work again; the owner of the address has none. */
export function mayTakeUp({ pausedBy }: Pick<Authorization, "pausedBy">, scope: Scope | null): boolean {
  return pausedBy === null || (scope !== null && mayUndo(pausedBy, scope));
}
