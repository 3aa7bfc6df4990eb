import type { Excerpt } from "./proof-finding.js";

const LONGEST = 90;
const PLAIN = /^[A-Za-z0-9.,:;@_+~=/ -]+$/;

/** A stranger's text where it is short of anything that could deceive; otherwise only its length. */
export function plainExcerpt(text: string): Excerpt {
  if (!PLAIN.test(text) || text.includes("//")) return text.length;
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** A name out of an answer; what no host name holds becomes a question mark. */
export function plainName(name: string): string {
  return name.replace(/[^a-z0-9._-]/gi, "?").slice(0, 253);
}
