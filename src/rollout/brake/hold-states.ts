import { stateMachine } from "../../kernel/index.js";
import { HoldState } from "./enforcement-hold.entity.js";

export const HOLD_STATES = stateMachine<HoldState, "RELEASE">({
  subject: "A held enforcement",
  beginnings: [HoldState.HELD],
  endings: [HoldState.RELEASED],
  events: { RELEASE: "released" },
  transitions: { HELD: { RELEASE: HoldState.RELEASED }, RELEASED: {} },
});
