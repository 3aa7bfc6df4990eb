import { parseAddressLiteral } from "./address-literal.js";
import { badInput } from "./domain-error.js";
import { parseDomainName } from "./domain-name.js";

declare const isExternal: unique symbol;

/**
 * A reverse-path in external form (RFC 5321 4.1.2): quoted where its local part needs it, without angle brackets, and
 * empty for the null one. It need not be an address. `externalReversePath` makes it of what Postfix hands over, and
 * `writtenReversePath` says that a text has this form already.
 */
export type ReversePath = string & { readonly [isExternal]: true };

/** A mailbox (RFC 5321 4.1.2, RFC 6531 3.3), as somebody typed it and in the one form it is compared in. */
export interface EmailAddress {
  /** As typed, in external form: quoted where the local part needs it. */
  readonly typed: string;
  /** NFC, lower case, quoted only where it must be. */
  readonly localPart: string;
  /** A-labels in lower case without a trailing dot, or an address literal in canonical form. */
  readonly domain: string;
  /** `localPart@domain`. Two addresses are the same mailbox exactly when their keys are equal. */
  readonly key: string;
}

export type ParsedEmailAddress =
  | { readonly ok: true; readonly address: EmailAddress }
  | { readonly ok: false; readonly problem: string };

/** The address is null for the null reverse-path `<>` of RFC 5321 4.5.5. */
export type ParsedReversePath =
  | { readonly ok: true; readonly address: EmailAddress | null }
  | { readonly ok: false; readonly problem: string };

/** RFC 5321 4.5.3.1, in octets; the path of 256 holds two angle brackets. */
const MAX_LOCAL_PART_LENGTH = 64;
const MAX_ADDRESS_LENGTH = 254;

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOT_STRING = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`);
const INTERNATIONAL_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-]+";
const INTERNATIONAL_DOT_STRING = new RegExp(`^${INTERNATIONAL_ATOM}(?:\\.${INTERNATIONAL_ATOM})*$`);
const PRINTABLE_ASCII = /^[ -~]*$/;
/** What most addresses are, in the one form already: ASCII in lower case, no quotes, no Punycode label. */
const CANONICAL_ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const QUOTED_STRING = /^"(?:[ !#-[\]-~\u0080-\uffff]|\\[ -~])*"$/;
/**
 * Never part of an address: controls, broken or non-characters, the sign of failed decoding, and characters without
 * a shape of their own that make one address look like another (zero width, direction, line separators). ZWNJ and
 * ZWJ stay in domains, where UTS 46 says beside which letters.
 */
const REFUSED = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]/u;

/**
 * Never part of a local part: blanks but the plain one in quotes, which RFC 5321 4.1.2 allows, and whatever a screen or
 * a mail transport may leave out (Unicode's default-ignorable code points, ZWNJ and ZWJ among them): two addresses that
 * look alike, or that a server takes for one, must not be two.
 */
const UNSEEN = /[^\P{Z} ]|\p{Default_Ignorable_Code_Point}/u;

/** Reads the external form, as people, mail headers and RFC 5321 write it. Nothing around it is trimmed. */
export function parseEmailAddress(text: string): ParsedEmailAddress {
  if (text.length > MAX_ADDRESS_LENGTH) return refuse("The address is too long");
  return readCanonicalAddress(text) ?? parseAnyAddress(text);
}

/** In one look, for gateways ask for nearly nothing else; null leaves the text to the rules one by one. */
function readCanonicalAddress(text: string): ParsedEmailAddress | null {
  if (!CANONICAL_ADDRESS.test(text) || text.includes("xn--")) return null;
  const at = text.indexOf("@");
  if (at > MAX_LOCAL_PART_LENGTH) return null;
  return { ok: true, address: { typed: text, localPart: text.slice(0, at), domain: text.slice(at + 1), key: text } };
}

function parseAnyAddress(text: string): ParsedEmailAddress {
  if (!PRINTABLE_ASCII.test(text) && REFUSED.test(text)) {
    return refuse("The address contains a character that no address may contain");
  }
  const at = text.lastIndexOf("@");
  if (at === -1) return refuse("The address has no @");
  const typedLocalPart = text.slice(0, at);
  if (!PRINTABLE_ASCII.test(typedLocalPart) && UNSEEN.test(typedLocalPart)) {
    return refuse("The part before the @ contains a blank or a character that cannot be seen");
  }
  const typedDomain = text.slice(at + 1);
  const isPlain = typedLocalPart.length <= MAX_LOCAL_PART_LENGTH && DOT_STRING.test(typedLocalPart);
  if (!isPlain) {
    const problem = problemOfLocalPart(typedLocalPart);
    if (problem !== null) return refuse(problem);
  }
  const domain = parseDomainPart(typedDomain);
  if (domain === null) return refuse("The part after the @ is not a domain name");
  const localPart = isPlain ? typedLocalPart.toLowerCase() : canonicalLocalPart(typedLocalPart);
  if (Buffer.byteLength(localPart) > MAX_LOCAL_PART_LENGTH) return refuse("The part before the @ is too long");
  const key = `${localPart}@${domain}`;
  if (Buffer.byteLength(key) > MAX_ADDRESS_LENGTH || Buffer.byteLength(text) > MAX_ADDRESS_LENGTH) {
    return refuse("The address is too long");
  }
  return { ok: true, address: { typed: text, localPart, domain, key } };
}

/** `parseEmailAddress` for the input of an operation. Throws BAD_USER_INPUT. */
export function requireEmailAddress(text: string, field: string): EmailAddress {
  const parsed = parseEmailAddress(text);
  if (!parsed.ok) throw badInput("ADDRESS_MALFORMED", field, parsed.problem, "an address such as name@example.org");
  return parsed.address;
}

/**
 * Reads the internal form, in which Postfix hands over a reverse-path: without quotes and backslashes, so that the
 * last @ divides it (`a b@example.org`). One trailing dot is taken off the domain, as Postfix does when it rewrites.
 */
export function parseReversePath(text: string): ParsedReversePath {
  if (text === "") return { ok: true, address: null };
  return parseEmailAddress(externalReversePath(text));
}

/**
 * The external form of a reverse-path in internal form. Never fails: what is no address becomes none in external form
 * either, so a caller may pass the result on and leave the verdict to `parseEmailAddress`.
 */
export function externalReversePath(text: string): ReversePath {
  const at = text.lastIndexOf("@");
  if (at === -1) return writtenReversePath(text);
  const localPart = text.slice(0, at);
  const quoted = quoteLocalPart(localPart);
  const hasTrailingDot = text.endsWith(".") && /[^\].]\.$/.test(text);
  if (!hasTrailingDot && quoted === localPart) return writtenReversePath(text);
  return writtenReversePath(`${quoted}@${hasTrailingDot ? text.slice(at + 1, -1) : text.slice(at + 1)}`);
}

/** A text that has the external form already, as SMTP, header fields and people write it. */
export function writtenReversePath(text: string): ReversePath {
  return text as ReversePath;
}

/** For mail headers and SMTP commands: the letter case as typed, quotes only where needed, the domain canonical. */
export function formatEmailAddress(address: EmailAddress): string {
  const typedLocalPart = address.typed.slice(0, address.typed.lastIndexOf("@"));
  return `${quoteLocalPart(unquote(typedLocalPart))}@${address.domain}`;
}

/**
 * The address without its subaddress (`name+tag` becomes `name`), null where it has none. `delimiters` holds ASCII
 * characters; the first of them in the local part divides it. The exceptions are those of Postfix, split_addr.c.
 */
export function withoutSubaddress(address: EmailAddress, delimiters: string): EmailAddress | null {
  const content = unquote(address.localPart);
  const end = indexOfDelimiter(content, delimiters);
  if (end <= 0 || isNeverSplit(content, delimiters)) return null;
  const localPart = quoteLocalPart(content.slice(0, end));
  const key = `${localPart}@${address.domain}`;
  return { typed: key, localPart, domain: address.domain, key };
}

/** The same local part at another domain (A-label); null where that would be longer than an address may be. */
export function atDomain({ localPart }: EmailAddress, domain: string): EmailAddress | null {
  const key = `${localPart}@${domain}`;
  return Buffer.byteLength(key) > MAX_ADDRESS_LENGTH ? null : { typed: key, localPart, domain, key };
}

function refuse(problem: string): ParsedEmailAddress {
  return { ok: false, problem };
}

function problemOfLocalPart(typed: string): string | null {
  if (typed === "") return "The part before the @ is missing";
  if (Buffer.byteLength(typed) > MAX_LOCAL_PART_LENGTH) return "The part before the @ is too long";
  if (INTERNATIONAL_DOT_STRING.test(typed) || QUOTED_STRING.test(typed)) return null;
  return "The part before the @ has a character or a dot where none may be, or needs quotes";
}

function parseDomainPart(typed: string): string | null {
  if (typed.startsWith("[")) return parseAddressLiteral(typed);
  // A Mailbox has no trailing dot (RFC 5321 4.1.2); `parseReversePath` takes it, because Postfix does.
  return typed.endsWith(".") ? null : parseDomainName(typed);
}

/** NFC first and last: a letter's lower case can be a sequence that NFC composes. */
function canonicalLocalPart(typed: string): string {
  return quoteLocalPart(unquote(typed).normalize("NFC").toLowerCase().normalize("NFC"));
}

function unquote(localPart: string): string {
  return localPart.startsWith('"') ? localPart.slice(1, -1).replace(/\\(.)/g, "$1") : localPart;
}

/** A local part in external form, made of its content: quoted only where it must be. */
export function quoteLocalPart(content: string): string {
  return INTERNATIONAL_DOT_STRING.test(content) ? content : `"${content.replace(/["\\]/g, "\\$&")}"`;
}

function indexOfDelimiter(content: string, delimiters: string): number {
  for (let index = 0; index < content.length; index++) {
    if (content.charCodeAt(index) < 0x80 && delimiters.includes(content.charAt(index))) return index;
  }
  return -1;
}

function isNeverSplit(content: string, delimiters: string): boolean {
  if (content === "postmaster" || content === "mailer-daemon" || content === "double-bounce") return true;
  if (!delimiters.includes("-")) return false;
  return content.startsWith("owner-") || (content.endsWith("-request") && content.length > "-request".length);
}
