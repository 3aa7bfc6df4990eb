import { parseDomainName, parseEmailAddress } from "../kernel/index.js";

/** Further ones in a text are not looked for. */
const MAX_PER_KIND = 10;

/** A refusal of ours, as a mail program or a bounce shows it. */
export interface ReadRefusal {
  readonly login: string;
  readonly sender: string;
}

/** What stands in a text that may be looked for, each once, in the order of the text. */
export interface ReadText {
  /** Keys of addresses. */
  readonly addresses: readonly string[];
  /** A-labels. */
  readonly domains: readonly string[];
  readonly queueIds: readonly string[];
  readonly messageIds: readonly string[];
  readonly refusals: readonly ReadRefusal[];
  /** The text itself, where it is one word: a part of anything. */
  readonly word: string | null;
}

// Each of these reads on by a bounded number of characters from wherever it begins: a text of one long word must not take
// the square of its length.

/** What an address consists of and stands between; a local part may hold more, but what people paste is read, not judged. */
const WORD = /[^\s<>()[\]",;:=?&\\]+/gu;
/** RFC 5321 4.5.3.1.3: octets of a path. */
const MAX_ADDRESS_LENGTH = 256;
const MESSAGE_ID = /message-id:\s{0,9}<([^<>\s]{1,250})>/giu;
const QUEUE_IDS = [
  // A line of Postfix's log.
  /\bpostfix[^\s[]{0,60}\[\d{1,10}\]:\s{1,9}([0-9A-Za-z]{6,20}):/gu,
  // The header of its bounces, and what it says of a message that it has taken.
  /\bx-postfix-queue-id:\s{0,9}([0-9A-Za-z]{6,20})/giu,
  /\bqueued as ([0-9A-Za-z.-]{6,64})/giu,
  // Exim's are recognised by their form: six, six or eleven, and two or four characters.
  /\b([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4}))\b/gu,
];
/** `<sender>: not an authorized sender of login`; a bounce breaks the line where it likes. */
const REFUSAL = /<([^<>\s]{0,256})>:\s([^;<>]{1,500})/gu;
/** The link of a refusal names both. */
const LINK = /[?&]address=([^&\s>]{1,800})&account=([^&\s>;]{1,800})/gu;

/** All but the one whose matches never begin within one another. */
export const BOUNDED_PATTERNS: readonly RegExp[] = [MESSAGE_ID, ...QUEUE_IDS, REFUSAL, LINK];

export function readText(text: string): ReadText {
  const trimmed = text.trim();
  const isWord = trimmed !== "" && !/\s/.test(trimmed);
  const addresses = few(addressesIn(trimmed).flatMap(keyOf));
  const named = isWord && !trimmed.includes("@") ? [parseDomainName(trimmed)] : [];
  return {
    addresses,
    domains: few(
      [...named, ...addresses.map((key) => key.slice(key.lastIndexOf("@") + 1))].filter((name) => name !== null),
    ),
    queueIds: few(QUEUE_IDS.flatMap((pattern) => matches(trimmed, pattern).map(([, id = ""]) => id))),
    messageIds: few([
      ...matches(trimmed, MESSAGE_ID).map(([, id = ""]) => id),
      ...(isWord && trimmed.includes("@") ? [trimmed.replace(/^<|>$/g, "")] : []),
    ]),
    refusals: refusalsIn(trimmed),
    word: isWord ? trimmed : null,
  };
}

function refusalsIn(text: string): ReadRefusal[] {
  const found = new Map<string, ReadRefusal>();
  const note = (sender: string, login: string) => {
    if (found.size < MAX_PER_KIND) found.set(`${login} ${sender}`, { login, sender });
  };
  for (const [, sender = "", login = ""] of matches(text, LINK)) note(decoded(sender), decoded(login));
  if (found.size > 0) return [...found.values()];
  for (const [, sender = "", words = ""] of matches(text, REFUSAL)) {
    const [login] = addressesIn(words);
    if (login !== undefined) note(sender, login);
  }
  return [...found.values()];
}

function addressesIn(text: string): string[] {
  return matches(text, WORD)
    .map(([word]) => word)
    .filter((word) => word.length <= MAX_ADDRESS_LENGTH && /.@./u.test(word));
}

function matches(text: string, pattern: RegExp): RegExpMatchArray[] {
  return [...text.matchAll(pattern)];
}

function keyOf(address: string): string[] {
  const parsed = parseEmailAddress(address.replace(/^[.'`]+|[.'`]+$/g, ""));
  return parsed.ok ? [parsed.address.key] : [];
}

function few(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, MAX_PER_KIND);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
