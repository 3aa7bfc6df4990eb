import { stateMachine } from "../../kernel/index.js";
import { ProposalState } from "./proposal.entity.js";

/** Everything that can happen to a proposal. */
export type ProposalEvent =
  /** An administrator who may not give the address wants it. */
  | "WANT"
  /** Its owner is asked, or has been and is to answer. */
  | "ASK"
  | "GRANDFATHER"
  | "GRANT"
  | "DISMISS"
  /** Decided in another way. */
  | "SETTLE";

const { OPEN, WANTED, ASKED, GRANDFATHERED, GRANTED, DISMISSED, SETTLED } = ProposalState;

const DECIDED = { GRANT: GRANTED, DISMISS: DISMISSED, SETTLE: SETTLED } as const;

export const PROPOSAL_STATES = stateMachine<ProposalState, ProposalEvent>({
  subject: "A proposal",
  beginnings: [OPEN],
  endings: [GRANTED, DISMISSED, SETTLED],
  events: {
    WANT: "accepted",
    ASK: "asked about",
    GRANDFATHER: "allowed for the time being",
    GRANT: "granted",
    DISMISS: "dismissed",
    SETTLE: "settled",
  },
  transitions: {
    OPEN: { WANT: WANTED, ASK: ASKED, GRANDFATHER: GRANDFATHERED, ...DECIDED },
    WANTED: { ASK: ASKED, GRANDFATHER: GRANDFATHERED, ...DECIDED },
    ASKED: { ASK: ASKED, ...DECIDED },
    GRANDFATHERED: { ASK: ASKED, ...DECIDED },
    GRANTED: {},
    DISMISSED: {},
    SETTLED: {},
  },
});
