import { createHash, randomBytes, randomInt } from "node:crypto";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits for a link; only their hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256, hexadecimal; null for what cannot be a token of ours. */
export function hashOfToken(token: string): string | null {
  return TOKEN.test(token) ? createHash("sha256").update(token).digest("hex") : null;
}

const FIRST_NUMBER = 10;
const PAST_LAST_NUMBER = 100;
const OFFERED = 3;

/** The number on the asker's screen, and the three that the owner picks from, in the order they are shown. */
export function drawNumbers(): { matchNumber: string; offeredNumbers: string[] } {
  const drawn = new Set<number>();
  while (drawn.size < OFFERED) drawn.add(randomInt(FIRST_NUMBER, PAST_LAST_NUMBER));
  const numbers = [...drawn].map(String);
  return { matchNumber: numbers[randomInt(OFFERED)]!, offeredNumbers: numbers.sort() };
}

export const MATCH_NUMBER = /^[1-9][0-9]$/;

/** Names one mail in its return path; lower case, since MTAs may change the case. */
export function newReturnPathTag(): string {
  return randomBytes(16).toString("hex");
}

const RETURN_PATH_MARK = "+b-";

/** Envelope return path of one mail: the address of MAIL_FROM with a tag, so that a bounce says which mail it is about. */
export function returnPathFor(mailFrom: string, tag: string): string {
  const bare = /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom.trim();
  const at = bare.lastIndexOf("@");
  return `${bare.slice(0, at)}${RETURN_PATH_MARK}${tag}${bare.slice(at)}`;
}

/** The tag in a return path, null for any other address. */
export function returnPathTagOf(address: string): string | null {
  return /\+b-([0-9a-f]{32})@/i.exec(address)?.[1]?.toLowerCase() ?? null;
}
