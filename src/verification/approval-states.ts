import { stateMachine } from "../kernel/index.js";
import { ApprovalState } from "./approval.entity.js";

/** Everything that can happen to a request that waits for a domain's administrators. */
export type ApprovalEvent =
  | "APPROVE"
  | "REFUSE"
  /** The owner answered by mail, or the request went away. */
  | "SETTLE"
  /** The account asks once more. */
  | "ASK_AGAIN"
  /** Whoever decided it minutes ago takes that back. */
  | "RECONSIDER";

const { WAITING, APPROVED, REFUSED, SETTLED } = ApprovalState;

export const APPROVAL_STATES = stateMachine<ApprovalState, ApprovalEvent>({
  subject: "A request for approval",
  beginnings: [WAITING],
  endings: [],
  events: {
    APPROVE: "approved",
    REFUSE: "refused",
    SETTLE: "settled",
    ASK_AGAIN: "asked again",
    RECONSIDER: "taken back",
  },
  transitions: {
    WAITING: { APPROVE: APPROVED, REFUSE: REFUSED, SETTLE: SETTLED, ASK_AGAIN: WAITING },
    APPROVED: { ASK_AGAIN: WAITING, RECONSIDER: WAITING },
    REFUSED: { ASK_AGAIN: WAITING, RECONSIDER: WAITING },
    SETTLED: { ASK_AGAIN: WAITING },
  },
});
