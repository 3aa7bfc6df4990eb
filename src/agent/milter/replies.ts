import { TRACE_HEADER } from "../../kernel/index.js";
import type { AgentDecision } from "../decision-source.js";
import { refusalReply, WARNING_HEADER, warningText } from "../wire/reply-text.js";
import { formatPacket, formatStrings } from "./packet.js";

export const CONTINUE = formatPacket("c");
/** Accepts the message at hand: nothing more of it is sent to us. */
export const ACCEPT = formatPacket("a");
export const TEMPFAIL = formatPacket("t");
/** Continue, and no more of the body. */
export const SKIP = formatPacket("s");
export const NO_REPLY = "";

/** `%` begins a format in a milter's reply text, so it is doubled. */
export function formatRefusal(decision: AgentDecision): string {
  return formatPacket("y", formatStrings(refusalReply(decision).replaceAll("%", "%%")));
}

/** Of a message with more headers that only we add than can be removed one by one. */
export const REFUSE_FORGERY = formatPacket("y", formatStrings("550 5.7.1 Too many X-Mayfrom header fields"));

export function formatAddWarning(decision: AgentDecision, saslLogin: string): string {
  return formatPacket("h", formatStrings(WARNING_HEADER, warningText(decision, saslLogin)));
}

export function formatAddTrace(traceToken: string): string {
  return formatPacket("h", formatStrings(TRACE_HEADER, traceToken));
}

/** Removes the occurrences of a header that came with the message; the last goes first, so that counts hold. */
export function formatRemovals(header: string, occurrences: number): string {
  let packets = "";
  for (let occurrence = occurrences; occurrence > 0; occurrence--) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(occurrence);
    packets += formatPacket("m", Buffer.concat([number, formatStrings(header, "")]));
  }
  return packets;
}
