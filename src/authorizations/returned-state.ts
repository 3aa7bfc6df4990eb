import { because, conflict, type Locked, stateMachine } from "../kernel/index.js";
import type { Authorization } from "./authorization.entity.js";
import type { ReasonText } from "./authorization-reason.js";
import { type AuthorizationBasis, AuthorizationState } from "./authorization-state.js";

/** What an answer or a dismissal replaced, as it is kept for as long as that can be undone. Times are epoch milliseconds. */
export interface StateBefore {
  readonly authorizationId: string;
  readonly state: AuthorizationState;
  readonly basis: AuthorizationBasis | null;
  readonly givenBy: string | null;
  readonly reason: ReasonText | null;
  readonly pausedBy: string | null;
  readonly authorizedAt: number | null;
  readonly expiresAt: number | null;
  readonly askAgainAt: number | null;
  readonly refusedByOwnerAt: number | null;
}

const { PENDING, AUTHORIZED, PAUSED, DENIED, REVOKED, EXPIRED } = AuthorizationState;

type ReturnableState = AuthorizationState.PENDING | AuthorizationState.AUTHORIZED | AuthorizationState.PAUSED;

/** From the state that a press or a dismissal made, to what it was before: the event is named by that. */
const RETURNS = stateMachine<AuthorizationState, ReturnableState>({
  subject: "An authorization",
  beginnings: [AUTHORIZED, PAUSED, DENIED, REVOKED, EXPIRED],
  endings: [PENDING, EXPIRED],
  events: { PENDING: "turned round", AUTHORIZED: "turned round", PAUSED: "turned round" },
  transitions: {
    AUTHORIZED: { PENDING, AUTHORIZED, PAUSED },
    PAUSED: { PENDING, PAUSED },
    DENIED: { PENDING, AUTHORIZED, PAUSED },
    REVOKED: { PENDING, AUTHORIZED, PAUSED },
    PENDING: {},
    EXPIRED: {},
  },
});

export function stateBefore(authorization: Authorization): StateBefore {
  const { id, state, basis, givenBy, reason, pausedBy } = authorization;
  const time = (at: Date | null) => at?.getTime() ?? null;
  return {
    authorizationId: id,
    state,
    basis,
    givenBy,
    reason,
    pausedBy,
    authorizedAt: time(authorization.authorizedAt),
    expiresAt: time(authorization.expiresAt),
    askAgainAt: time(authorization.askAgainAt),
    refusedByOwnerAt: time(authorization.refusedByOwnerAt),
  };
}

/** Whether the owner's no of that moment is still what holds. */
export function isStillDenied({ state, refusedByOwnerAt }: Authorization, deniedAt: Date): boolean {
  return (state === DENIED || state === REVOKED) && refusedByOwnerAt?.getTime() === deniedAt.getTime();
}

/**
 * As it was before its owner's last press, or before it was dismissed. What has run out meanwhile has run out: the timers
 * end it. Throws CONFLICT when that cannot have led to the state it is in.
 */
export function returnTo(authorization: Locked<Authorization>, before: StateBefore, now: Date): void {
  const { state } = before;
  if (before.authorizationId !== authorization.id || !isReturnable(state) || !RETURNS.can(authorization.state, state)) {
    throw conflict(
      because("NOT_IN_THIS_STATE", { state: authorization.state }),
      `An authorization that is ${authorization.state} has nothing to be turned round`,
    );
  }
  const time = (at: number | null) => (at === null ? null : new Date(at));
  RETURNS.move(authorization, state);
  authorization.basis = before.basis;
  authorization.givenBy = before.givenBy;
  authorization.reason = before.reason;
  authorization.pausedBy = before.pausedBy;
  authorization.authorizedAt = time(before.authorizedAt);
  authorization.expiresAt = time(before.expiresAt);
  authorization.askAgainAt = time(before.askAgainAt);
  authorization.refusedByOwnerAt = time(before.refusedByOwnerAt);
  authorization.updatedAt = now;
}

function isReturnable(state: AuthorizationState): state is ReturnableState {
  return Object.hasOwn(RETURNS.events, state);
}
