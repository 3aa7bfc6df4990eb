import type { Decision } from "./decision.types.js";

/** The rules in the order in which they are tried: the first that fits decides, and its number is its place here. */
export const DECISION_RULES = [
  "SUSPENDED",
  "NULL_SENDER",
  "MALFORMED",
  "OWN_ADDRESS",
  "ALIAS",
  "SUBADDRESS",
  "AUTHORIZED",
  "DOMAIN_AUTHORIZED",
  "NO_RIGHT",
] as const;

export type DecisionRule = (typeof DECISION_RULES)[number];

/** The rule that a decision follows from. A policy that refuses the null reverse-path is part of the rule about it. */
export function ruleOf({ reason, decidedAddress }: Pick<Decision, "reason" | "decidedAddress">): DecisionRule {
  const named = DECISION_RULES.find((rule) => rule === reason);
  return named ?? (decidedAddress === "" ? "NULL_SENDER" : "NO_RIGHT");
}
