import { stateMachine } from "../kernel/index.js";
import { VerificationState } from "./verification.entity.js";

/** Everything that can happen to a question. */
export type VerificationEvent =
  /** Its owner answered in a way that looks automated. */
  | "HOLD"
  /** Its owner answered, or turned an answer round within its hour. */
  | "ALLOW"
  | "DENY"
  | "BLOCK"
  /** A wrong number was given; the second time the question is retired. */
  | "COUNT_WRONG_NUMBER"
  /** It is decided in another way, or nothing is to be asked any more. */
  | "RETIRE"
  /** Its owner wants to be asked once more, and a new question takes its place. */
  | "ASK_AGAIN"
  /** The press that had ended it was turned round. */
  | "REOPEN"
  | "EXPIRE";

const { OPEN, HELD, ALLOWED, DENIED, BLOCKED, RETIRED, EXPIRED } = VerificationState;

const ANSWERED = { ALLOW: ALLOWED, DENY: DENIED, BLOCK: BLOCKED } as const;
const UNANSWERED = {
  ...ANSWERED,
  HOLD: HELD,
  COUNT_WRONG_NUMBER: OPEN,
  RETIRE: RETIRED,
  ASK_AGAIN: RETIRED,
  EXPIRE: EXPIRED,
} as const;

export const VERIFICATION_STATES = stateMachine<VerificationState, VerificationEvent>({
  subject: "A question",
  beginnings: [OPEN],
  endings: [],
  events: {
    HOLD: "held",
    ALLOW: "answered",
    DENY: "answered",
    BLOCK: "answered",
    COUNT_WRONG_NUMBER: "answered",
    RETIRE: "ended",
    ASK_AGAIN: "asked again",
    REOPEN: "opened again",
    EXPIRE: "ended",
  },
  transitions: {
    OPEN: UNANSWERED,
    HELD: UNANSWERED,
    ALLOWED: { DENY: DENIED, BLOCK: BLOCKED },
    DENIED: { ALLOW: ALLOWED, BLOCK: BLOCKED, ASK_AGAIN: RETIRED },
    // Whoever never wants to be asked again has said no already.
    BLOCKED: { ALLOW: ALLOWED },
    RETIRED: { REOPEN: OPEN, ASK_AGAIN: RETIRED },
    EXPIRED: { ASK_AGAIN: RETIRED },
  },
});
