import { domainToULabels } from "../kernel/index.js";

/**
 * As people type an internationalized domain: Postfix compares the texts that MAIL FROM and the sign-in had. Null for
 * other domains.
 */
export function withULabels(key: string): string | null {
  const domainAt = key.lastIndexOf("@") + 1;
  const domain = key.slice(domainAt);
  if (!domain.includes("xn--")) return null;
  const typed = domainToULabels(domain);
  return typed === null || typed === domain ? null : key.slice(0, domainAt) + typed;
}

/** A login by its key and as it is typed. */
export function spellingsOfLogin(key: string): string[] {
  const typed = withULabels(key);
  return typed === null ? [key] : [key, typed];
}
