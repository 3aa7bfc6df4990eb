import { badInput } from "./domain-error.js";
import { parseEmailAddress } from "./email-address.js";
import { type HeaderToken, tokenizeHeader } from "./header-tokens.js";
import { parseFromHeader } from "./mailbox-list.js";
import { because } from "./reasons.js";

/** The value of a Reply-To or Bcc field (RFC 5322 3.4: address-list), as webmail puts it into messages. */
export interface AddressList {
  /** As given, without blanks at its ends. */
  readonly text: string;
  /** Canonical keys of everybody in it, in their order. */
  readonly keys: readonly string[];
  /** The same for two lists that differ in quotes, blanks and the spelling of addresses alone. */
  readonly comparable: string;
}

const MAX_ADDRESSES = 50;
const MAX_TEXT_LENGTH = 5_000;
const EXPECTED = "addresses parted by commas, with or without names: Desk <desk@example.org>, ed@example.org";

/** Null for an absent or empty one. Throws BAD_USER_INPUT that says which entry is wrong and why. */
export function optionalAddressList(text: string | null | undefined, field: string): AddressList | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return null;
  if (trimmed.length > MAX_TEXT_LENGTH) {
    throw badInput(
      because("TEXT_TOO_LONG", { limit: MAX_TEXT_LENGTH }),
      field,
      `${trimmed.length} characters are too many`,
      `up to ${MAX_TEXT_LENGTH} characters`,
    );
  }
  if (/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff]/u.test(trimmed)) {
    throw badInput(
      "CHARACTER_NOT_ALLOWED",
      field,
      "Line ends and control characters are not allowed here",
      "addresses on one line",
    );
  }
  const entries = entriesOf(trimmed).map((entry, index) => readEntry(entry, index, field));
  const keys = entries.flatMap((entry) => entry.keys);
  if (keys.length === 0) throw badInput("VALUE_MISSING", field, "It names nobody", EXPECTED);
  if (keys.length > MAX_ADDRESSES) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_ADDRESSES }),
      field,
      `${keys.length} addresses are too many`,
      `up to ${MAX_ADDRESSES} addresses`,
    );
  }
  return { text: trimmed, keys, comparable: entries.map((entry) => entry.comparable).join(", ") };
}

interface Entry {
  readonly keys: readonly string[];
  readonly comparable: string;
}

function readEntry(text: string, index: number, field: string): Entry {
  const group = groupOf(text);
  if (group !== null) {
    const members = entriesOf(group.members).map((member) => readMailbox(member, index, field));
    const keys = members.map(({ key }) => key);
    return { keys, comparable: `${group.name}: ${members.map(({ comparable }) => comparable).join(", ")};` };
  }
  const { key, comparable } = readMailbox(text, index, field);
  return { keys: [key], comparable };
}

function readMailbox(text: string, index: number, field: string) {
  const wrong = (why: string) =>
    badInput("ADDRESS_MALFORMED", field, `Entry ${index + 1}, "${shortened(text)}", ${why}`, EXPECTED);
  const { addresses, isComplete } = parseFromHeader(text);
  const [address] = addresses;
  if (address === undefined) throw wrong("holds no address");
  if (addresses.length > 1) throw wrong("holds more than one address");
  if (!isComplete) throw wrong("is not written as RFC 5322 allows");
  const parsed = parseEmailAddress(address);
  if (!parsed.ok) throw wrong(`holds an address that is none: ${parsed.problem}`);
  const name = nameOf(tokenizeHeader(text).tokens);
  const { key } = parsed.address;
  return { key, comparable: name === "" ? key : `"${name}" <${key}>` };
}

/** The words before the angle bracket, without their quotes. */
function nameOf(tokens: readonly HeaderToken[]): string {
  const bracket = tokens.findIndex(({ kind, content }) => kind === "special" && content === "<");
  return tokens
    .slice(0, Math.max(bracket, 0))
    .map(({ content }) => content)
    .join(" ");
}

/** `Desk: a@example.org, b@example.org;`; null for what is no group. */
function groupOf(text: string): { readonly name: string; readonly members: string } | null {
  const colon = positionsOf(text).find(({ character }) => character === ":" || character === "<");
  if (colon?.character !== ":" || !text.endsWith(";")) return null;
  const name = tokenizeHeader(text.slice(0, colon.at))
    .tokens.map(({ content }) => content)
    .join(" ");
  return { name, members: text.slice(colon.at + 1, -1) };
}

/** Parts between the commas that part entries, not those within a group, a name or a comment. */
function entriesOf(text: string): string[] {
  const entries: string[] = [];
  let start = 0;
  let isInGroup = false;
  let isInBrackets = false;
  for (const { character, at } of positionsOf(text)) {
    if (character === "<") isInBrackets = true;
    else if (character === ">") isInBrackets = false;
    else if (character === ":" && !isInBrackets) isInGroup = true;
    else if (character === ";") isInGroup = false;
    else if (character === "," && !isInGroup && !isInBrackets) {
      entries.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  // Empty ones are of the obsolete form (RFC 5322 4.4), and what a comma at the end leaves behind.
  return [...entries, text.slice(start).trim()].filter((entry) => entry !== "");
}

interface Special {
  readonly character: string;
  readonly at: number;
}

/** The specials that part a list, outside of quotes, comments and address literals. */
function positionsOf(text: string): Special[] {
  const specials: Special[] = [];
  let depth = 0;
  let isQuoted = false;
  let isLiteral = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (isQuoted) isQuoted = character !== '"';
    else if (depth > 0 || character === "(") depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    else if (isLiteral) isLiteral = character !== "]";
    else if (character === '"') isQuoted = true;
    else if (character === "[") isLiteral = true;
    else if (",:;<>".includes(character)) specials.push({ character, at });
  }
  return specials;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
