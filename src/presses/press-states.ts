import { conflict } from "../kernel/index.js";

/** HELD: looks automated, counts once it is repeated. DONE: counts. TURNED_ROUND: the same link has undone it. */
export type PressState = "HELD" | "DONE" | "TURNED_ROUND" | "DROPPED";

export type PressEvent =
  /** A person repeats what was held. */
  | "REPEAT"
  /** Another press takes the place of what was held. */
  | "REPLACE"
  /** Within the hour, by the same link or a newer one. */
  | "TURN_ROUND";

/** The only ways the state of a press may change. */
export const PRESS_TRANSITIONS: Readonly<Record<PressState, Readonly<Partial<Record<PressEvent, PressState>>>>> = {
  HELD: { REPEAT: "DONE", REPLACE: "DROPPED" },
  DONE: { TURN_ROUND: "TURNED_ROUND" },
  TURNED_ROUND: {},
  DROPPED: {},
};

/** Throws CONFLICT when the event does not fit. */
export function nextPressState(from: PressState, event: PressEvent): PressState {
  const to = PRESS_TRANSITIONS[from][event];
  if (to === undefined) throw conflict(`A press that is ${from} cannot be changed that way`);
  return to;
}
