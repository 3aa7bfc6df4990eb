import { type Authorization, AuthorizationState } from "../../authorizations/index.js";
import { type Proposal, ProposalState } from "./proposal.entity.js";

/**
 * Whether the matter of a proposal that is out is decided: the owner answered, or somebody revoked it. A question that
 * ran out without an answer decides nothing. What is grandfathered until a date is confirmed once its end is gone.
 */
export function isSettled({ state }: Pick<Proposal, "state">, authorization: Authorization | undefined): boolean {
  if (authorization === undefined) return true;
  const wasNeverAnswered = authorization.state === AuthorizationState.EXPIRED && authorization.authorizedAt === null;
  if (authorization.state === AuthorizationState.PENDING || wasNeverAnswered) return false;
  const isStillGrandfathered =
    state === ProposalState.GRANDFATHERED &&
    authorization.state === AuthorizationState.AUTHORIZED &&
    authorization.basis === "GRANDFATHER";
  return !isStillGrandfathered;
}
