import { SENDER_STATES, type SenderStateName } from "../parts/state-chip.js";
import type { Sendable } from "./senders.documents.js";

/** The first that fits: what came back goes before what is paused, and that before the state. */
export function stateOf({ state, question }: Sendable): SenderStateName {
  if ((state === "WAITING" || state === "PAUSED") && question?.deliveryState === "UNDELIVERABLE") return "RETURNED";
  switch (state) {
    case "ALLOWED":
    case "DENIED":
    case "EXPIRED":
    case "PAUSED":
    case "REVOKED":
    case "SUSPENDED":
      return state;
    case "NOT_AUTHORIZED":
      return "NOT_ASKED";
    case "WAITING":
      if (question === null || question === undefined) return "APPROVAL";
      if (question.state === "HELD") return "HELD";
      return question.deliveryState === "QUEUED" ? "QUEUED" : "ASKED";
  }
}

const TURNS = ["act", "harm", "wait", "ok", "over"] as const;

/** Those that need the reader first; the server's order within. */
export function inOrderOfTurn(rows: readonly Sendable[]): Sendable[] {
  const turnOf = (row: Sendable) => TURNS.indexOf(SENDER_STATES[stateOf(row)].tone);
  return [...rows].sort((one, other) => turnOf(one) - turnOf(other));
}
