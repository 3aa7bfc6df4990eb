import { stateMachine } from "../../kernel/index.js";
import { ProposalState, type UndecidedState } from "./proposal.entity.js";

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

/** From a dismissal of minutes ago to what it was before: the event is named by that. */
export const TAKEN_BACK = stateMachine<ProposalState, UndecidedState>({
  subject: "A proposal",
  beginnings: [DISMISSED, GRANTED, SETTLED],
  endings: [OPEN, WANTED, ASKED, GRANDFATHERED, GRANTED, SETTLED],
  events: { OPEN: "taken back", WANTED: "taken back", ASKED: "taken back", GRANDFATHERED: "taken back" },
  transitions: {
    DISMISSED: { OPEN, WANTED, ASKED, GRANDFATHERED },
    OPEN: {},
    WANTED: {},
    ASKED: {},
    GRANDFATHERED: {},
    GRANTED: {},
    SETTLED: {},
  },
});
