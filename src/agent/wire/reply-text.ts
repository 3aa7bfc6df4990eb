import type { AgentDecision } from "../decision-source.js";

/** RFC 5321 4.5.3.1.5: a reply line has at most 512 octets, CR LF included. */
const MAX_REPLY_OCTETS = 510;
const CONTROL_OR_LINE_BREAK = /[\p{Cc}\u2028\u2029]/gu;
const SHAPE = /^[45]\d\d /;
const WITHOUT_TEXT = "550 5.7.1 Sender address rejected";

/**
 * The SMTP reply of a refusal, as one line that no protocol stumbles over. The decision's text holds addresses that a
 * client chose, so each border cleans it anew: a line break here would be a second answer to the MTA.
 */
export function refusalReply(decision: AgentDecision): string {
  const reply = decision.smtpReply ?? "";
  if (!SHAPE.test(reply)) return WITHOUT_TEXT;
  return cutToOctets(reply.replace(CONTROL_OR_LINE_BREAK, "?"), MAX_REPLY_OCTETS);
}

/** What the finding of WARN says in a message header: printable ASCII, one line. */
export function warningText(decision: AgentDecision, saslLogin: string): string {
  const text = `${decision.reason}; login=${saslLogin}; address=${decision.decidedAddress}`;
  return cutToOctets(text.replace(/[^ -~]/g, "?"), MAX_REPLY_OCTETS);
}

/** Name of the header that carries the finding of WARN. */
export const WARNING_HEADER = "X-Mayfrom-Warning";

function cutToOctets(text: string, octets: number): string {
  if (text.length <= octets && Buffer.byteLength(text) <= octets) return text;
  const bytes = Buffer.from(text);
  let end = Math.min(octets, bytes.length);
  // Not in the middle of a character: Postfix takes a reply that is no UTF-8 for a failure.
  while (end > 0 && ((bytes[end] as number) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end);
}
