import { stateMachine } from "../../kernel/index.js";
import { HoldState } from "./enforcement-hold.entity.js";

export const HOLD_STATES = stateMachine<HoldState, "RELEASE" | "HOLD_AGAIN">({
  subject: "A held enforcement",
  beginnings: [HoldState.HELD],
  endings: [],
  events: { RELEASE: "released", HOLD_AGAIN: "held again" },
  transitions: { HELD: { RELEASE: HoldState.RELEASED }, RELEASED: { HOLD_AGAIN: HoldState.HELD } },
});
