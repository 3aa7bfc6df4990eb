import { badInput } from "./domain-error.js";
import { domainToALabels } from "./key-rule.js";

/** RFC 1035 3.1: 255 octets on the wire, which leaves 253 characters of text. */
const MAX_DOMAIN_NAME_LENGTH = 253;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const CANONICAL = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const PLAIN = /^[A-Za-z0-9.-]+$/;
/** A last label that looks like a number makes a URL parser, and many others, read an IPv4 address. */
const NUMERIC_LAST_LABEL = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/;

/**
 * The canonical form of a domain name: A-labels (UTS 46, non-transitional), lower case, no trailing dot. Null for
 * anything else, address literals, bare IP addresses, underscores and empty labels included. One trailing dot
 * (the root, RFC 1034 3.1) is accepted and removed.
 */
export function parseDomainName(text: string): string | null {
  if (text.length === 0 || text.length > MAX_DOMAIN_NAME_LENGTH + 1) return null;
  const relative = text.endsWith(".") ? text.slice(0, -1) : text;
  const canonical = toLowerCaseALabels(relative);
  if (canonical === null || canonical.length > MAX_DOMAIN_NAME_LENGTH) return null;
  return CANONICAL.test(canonical) && !NUMERIC_LAST_LABEL.test(canonical) ? canonical : null;
}

/** `parseDomainName` for the input of an operation. Throws BAD_USER_INPUT. */
export function requireDomainName(text: string, field: string): string {
  const domainName = parseDomainName(text);
  if (domainName === null)
    throw badInput("DOMAIN_NAME_MALFORMED", field, "This is not a domain name", "a name such as example.org");
  return domainName;
}

/** Null where UTS 46 refuses the name. */
function toLowerCaseALabels(name: string): string | null {
  if (PLAIN.test(name)) {
    const lowerCase = name.toLowerCase();
    // Without a Punycode label the conversion changes nothing but the case, and it is a hundred times slower.
    if (!lowerCase.includes("xn--")) return lowerCase;
  }
  return domainToALabels(name);
}
