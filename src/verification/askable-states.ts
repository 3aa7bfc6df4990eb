import { type Authorization, AuthorizationState, mayTakeUp } from "../authorizations/index.js";
import type { Scope } from "../kernel/index.js";

const ASKABLE: ReadonlySet<AuthorizationState> = new Set([
  AuthorizationState.PENDING,
  AuthorizationState.PAUSED,
  AuthorizationState.EXPIRED,
]);

/** Whether there is something to ask the owner of the address about. */
export function isAskable({ state, basis }: Pick<Authorization, "state" | "basis">): boolean {
  return ASKABLE.has(state) || (state === AuthorizationState.AUTHORIZED && basis === "GRANDFATHER");
}

/** Whether somebody of this scope may have the owner asked again now; limits of mails are another matter. */
export function mayAskOwner(authorization: Authorization, scope: Scope | null, now: Date): boolean {
  const { askAgainAt } = authorization;
  const isEarly = askAgainAt !== null && askAgainAt > now;
  return isAskable(authorization) && !isEarly && mayTakeUp(authorization, scope);
}
