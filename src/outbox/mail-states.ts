import { stateMachine } from "../kernel/index.js";
import type { OutboxState } from "./outbox-mail.entity.js";

/** Everything that can happen to a mail. */
export type MailEvent =
  /** A worker takes it, or takes over that of one that died. */
  | "CLAIM"
  /** The next mail server has it. */
  | "DELIVER"
  /** It is tried again later, or was not tried. */
  | "PUT_OFF"
  | "GIVE_UP"
  /** Its mailbox has no room for days. */
  | "FIND_NO_ROOM"
  /** Another mail says it as well, and nobody has tried this one. */
  | "REPLACE"
  | "CANCEL";

export const MAIL_STATES = stateMachine<OutboxState, MailEvent>({
  subject: "A mail",
  beginnings: ["QUEUED"],
  endings: ["SENT", "DEAD", "CANCELLED"],
  events: {
    CLAIM: "sent",
    DELIVER: "delivered",
    PUT_OFF: "put off",
    GIVE_UP: "given up",
    FIND_NO_ROOM: "given up",
    REPLACE: "replaced",
    CANCEL: "cancelled",
  },
  transitions: {
    QUEUED: { CLAIM: "LEASED", FIND_NO_ROOM: "DEAD", REPLACE: "CANCELLED", CANCEL: "CANCELLED" },
    LEASED: { CLAIM: "LEASED", DELIVER: "SENT", PUT_OFF: "QUEUED", GIVE_UP: "DEAD", CANCEL: "CANCELLED" },
    SENT: {},
    DEAD: {},
    CANCELLED: {},
  },
});
