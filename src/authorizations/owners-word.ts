import { type EntityManager, In } from "typeorm";
import { Authorization } from "./authorization.entity.js";
import { AuthorizationState } from "./authorization-state.js";

const NO_STATES: readonly AuthorizationState[] = [AuthorizationState.DENIED, AuthorizationState.REVOKED];

/** The owner of the address has answered no, or has taken back what was allowed. */
export function isOwnersNo({ state, basis }: Pick<Authorization, "state" | "basis">): boolean {
  return basis === "OWNER" && NO_STATES.includes(state);
}

/** Whether the owner of the address has said no to anybody. */
export function hasOwnerSaidNo(manager: EntityManager, identityId: string): Promise<boolean> {
  return manager.existsBy(Authorization, { identityId, state: In([...NO_STATES]), basis: "OWNER" });
}
