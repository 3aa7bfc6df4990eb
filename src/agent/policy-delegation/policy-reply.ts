import type { AgentDecision } from "../decision-source.js";
import { refusalReply, WARNING_HEADER, warningText } from "../wire/reply-text.js";

/** Never OK: that would skip the restrictions that come after this one. */
export const DUNNO = "action=DUNNO\n\n";

/** The answer to a refusal; its text begins with reply and enhanced status code, as access(5) reads it. */
export function formatPolicyReply(decision: AgentDecision): string {
  return `action=${refusalReply(decision)}\n\n`;
}

/** PREPEND lets the restrictions that follow run, like DUNNO. */
export function formatWarningReply(decision: AgentDecision, saslLogin: string): string {
  return `action=PREPEND ${WARNING_HEADER}: ${warningText(decision, saslLogin)}\n\n`;
}
