import { randomBytes, randomInt } from "node:crypto";
import { hashOfLinkToken, parseEmailAddress, required } from "../kernel/index.js";

/**
 * 43 characters, though half of them would do: programs that follow questions read the link by this length. Where the
 * host is too long for a line to hold it, the line keeps all that is needed.
 */
const QUESTION_OCTETS = 32;
/** Characters of a question's token that say which question it is, 132 bits: what a mail program cuts off is not missed. */
const KNOWN_LENGTH = 22;

/** For the link of a question. Its first half is enough to find it again, wherever its line was broken. */
export function newQuestionToken(): string {
  return randomBytes(QUESTION_OCTETS).toString("base64url");
}

/** What is stored of it. */
export function hashOfQuestionToken(token: string): string {
  return required(hashOfLinkToken(token.slice(0, KNOWN_LENGTH)));
}

/** What may be stored of the question with this token: of its first half, or of the whole of an older one. */
export function hashesOfQuestionToken(token: string): string[] {
  const hashes = [hashOfLinkToken(token.slice(0, KNOWN_LENGTH)), hashOfLinkToken(token)];
  return hashes[1] === null ? [] : [...new Set(hashes)].filter((hash) => hash !== null);
}

const FIRST_NUMBER = 10;
const PAST_LAST_NUMBER = 100;

/** The number on the asker's screen, which the owner types. */
export function drawMatchNumber(): string {
  return String(randomInt(FIRST_NUMBER, PAST_LAST_NUMBER));
}

/** Two digits as somebody typed them, with blanks or in full width; null for anything else. */
export function readMatchNumber(typed: string | null | undefined): string | null {
  const digits = (typed ?? "").slice(0, 32).normalize("NFKC").replace(/\s/g, "");
  return /^[0-9]{2}$/.test(digits) ? digits : null;
}

/** Names one mail in its return path; lower case, since MTAs may change the case. */
export function newReturnPathTag(): string {
  return randomBytes(16).toString("hex");
}

const RETURN_PATH_MARK = "+b-";

/** Envelope return path of one mail: the address of MAIL_FROM with a tag, so that a bounce says which mail it is about. */
export function returnPathFor(mailFrom: string, tag: string): string {
  const bare = bareAddress(mailFrom);
  const at = bare.lastIndexOf("@");
  return `${bare.slice(0, at)}${RETURN_PATH_MARK}${tag}${bare.slice(at)}`;
}

/** The tag in a return path, null for any other address. */
export function returnPathTagOf(address: string): string | null {
  return /\+b-([0-9a-f]{32})@/i.exec(address)?.[1]?.toLowerCase() ?? null;
}

/** Whether it is the sender of our mails, with or without the tag of one of them. */
export function isOurSender(mailFrom: string, address: string): boolean {
  const [ours, theirs] = [parseEmailAddress(bareAddress(mailFrom)), parseEmailAddress(withoutTag(address))];
  return ours.ok && theirs.ok && ours.address.key === theirs.address.key;
}

/** The id of the mail of ours that a Message-ID names; null for what cannot be one. */
export function mailIdOf(messageId: string): string | null {
  return /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>@\s]+>$/i.exec(messageId)?.[1]?.toLowerCase() ?? null;
}

function withoutTag(address: string): string {
  return address.replace(/\+b-[0-9a-f]{32}(?=@[^@]*$)/i, "");
}

function bareAddress(mailFrom: string): string {
  return /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom.trim();
}
