import { withoutPort } from "./client-line.js";
import type { HeaderFrom } from "./header-from.js";
import { readHeaderFrom } from "./header-from.js";

// cleanup_act_log: "%s: %s %.200s from %s;" – the content is cut after this many octets.
const CONTENT_OCTETS = 200;
const LINE = /^(?:info|warning|prepend|replace|milter-header-[a-z]+: [a-z]+): header From:/i;
const ORIGIN = /^(?:local|unknown|[^ ]+\[[^ \]]*\](?::\d+)?)$/;
const PATH = String.raw`(?:"(?:[^"\\]|\\.)*"|[^"<> ])*`;
const TAIL = new RegExp(
  `^; from=<(${PATH}|[^>]*)>(?: to=<(?:${PATH}|[^>]*)>)?(?: proto=[A-Z]+)?(?: helo=<[^ <>()\\\\";@]*>)?(?::.*)?$`,
  "s",
);

export interface HeaderLine extends HeaderFrom {
  /** Reverse-path from the tail of the line. */
  readonly sender: string;
}

export function isHeaderFromLine(text: string): boolean {
  return LINE.test(text);
}

/**
 * Reads `info: header From: CONTENT from ORIGIN; from=<S> to=<R> proto=P helo=<H>[: text]`. CONTENT is the user's and
 * may hold a whole forged tail, so the split is the rightmost one that the 200 octet limit allows; an origin that is
 * the message's own client goes before any other.
 */
export function readHeaderLine(text: string, client: string): HeaderLine | null {
  const match = LINE.exec(text);
  if (match === null) return null;
  const nameStart = match[0].length - "From:".length;
  const limit = nameStart + CONTENT_OCTETS;
  let best: { at: number; sender: string } | null = null;
  let isOwn = false;
  let at = text.lastIndexOf(" from ", limit);
  for (; at >= nameStart && !isOwn; at = at === 0 ? -1 : text.lastIndexOf(" from ", at - 1)) {
    const end = text.indexOf("; from=<", at);
    if (end < 0) continue;
    const origin = text.slice(at + 6, end);
    if (!ORIGIN.test(origin)) continue;
    const tail = TAIL.exec(text.slice(end));
    if (tail === null) continue;
    isOwn = withoutPort(origin) === client;
    if (best === null || isOwn) best = { at, sender: tail[1] ?? "" };
  }
  if (best === null) return null;
  const content = text.slice(match[0].length, best.at);
  // Some slack: a multi-octet character at the limit is cut in the middle.
  const isCut = best.at - nameStart >= CONTENT_OCTETS - 3;
  return { ...readHeaderFrom(content, isCut), sender: best.sender };
}
