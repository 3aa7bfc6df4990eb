import { type ParsedEmailAddress, parseEmailAddress } from "../kernel/index.js";

/**
 * Reads an address of a question, in external form. One trailing dot of the domain is forgiven: MTAs take it from
 * their clients and remove it when they rewrite, so it must not change the verdict.
 */
export function parseSenderAddress(text: string): ParsedEmailAddress {
  const before = text.charAt(text.length - 2);
  const hasTrailingDot = text.endsWith(".") && before !== "." && before !== "]";
  return parseEmailAddress(hasTrailingDot ? text.slice(0, -1) : text);
}
