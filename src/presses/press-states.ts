import { stateMachine } from "../kernel/index.js";

/** HELD: looks automated, counts once it is repeated. DONE: counts. TURNED_ROUND: the same link has undone it. */
export type PressState = "HELD" | "DONE" | "TURNED_ROUND" | "DROPPED";

export type PressEvent =
  /** A person repeats what was held. */
  | "REPEAT"
  /** Another press takes the place of what was held. */
  | "REPLACE"
  /** Within the hour, by the same link or a newer one. */
  | "TURN_ROUND";

export const PRESS_STATES = stateMachine<PressState, PressEvent>({
  subject: "A press",
  beginnings: ["HELD", "DONE"],
  endings: ["TURNED_ROUND", "DROPPED"],
  events: { REPEAT: "repeated", REPLACE: "replaced", TURN_ROUND: "turned round" },
  transitions: {
    HELD: { REPEAT: "DONE", REPLACE: "DROPPED" },
    DONE: { TURN_ROUND: "TURNED_ROUND" },
    TURNED_ROUND: {},
    DROPPED: {},
  },
});
