/**
 * The tail that smtpd and cleanup append to a refusal or a header line:
 * `; from=<S> to=<R> proto=P helo=<H>`, and in a refusal the login behind it.
 */
export interface Evidence {
  /** What stands before the tail. */
  readonly head: string;
  readonly sender: string;
  readonly recipient: string | null;
  /** What stands behind the tail, with its leading blank or colon. */
  readonly rest: string;
}

export type EvidenceReading = Evidence | "ambiguous" | null;

const TAIL_START = "; from=<";
// A local part is quoted in the external form (RFC 5321), and only a quoted one may hold blanks or brackets.
const PATH = String.raw`(?:"(?:[^"\\]|\\.)*"|[^"<> ])*`;
// Postfix replaces blanks, brackets, quotes, semicolons and at-signs in the client's HELO argument.
const CONTEXT = String.raw`(?: proto=[A-Z]+)?(?: helo=<[^ <>()\\";@]*>)?`;
const STRICT = new RegExp(`^; from=<(${PATH})>(?: to=<(${PATH})>)?${CONTEXT}`);
// Before Postfix 3.5 (info_log_address_format) addresses were logged without their quotes.
const LENIENT = new RegExp(`^; from=<([^>]*)>(?: to=<([^>]*)>)?${CONTEXT}`);

/**
 * Finds the tail from the right: the text before it (header content, a policy server's words, an address) is the
 * client's to choose, while what follows it has to match `isRest` to the end of the line. Several possible tails with
 * different senders are ambiguous, because a login behind the tail is free text too.
 */
export function readEvidence(text: string, isRest: (rest: string) => boolean): EvidenceReading {
  return readEvidenceWith(STRICT, text, isRest) ?? readEvidenceWith(LENIENT, text, isRest);
}

function readEvidenceWith(pattern: RegExp, text: string, isRest: (rest: string) => boolean): EvidenceReading {
  let found: Evidence | null = null;
  let at = text.lastIndexOf(TAIL_START);
  // A line is bounded, but a hostile one could be nothing but tails.
  for (let tries = 0; at >= 0 && tries < 16; tries += 1) {
    const match = pattern.exec(text.slice(at));
    if (match !== null) {
      const rest = text.slice(at + match[0].length);
      if (isRest(rest)) {
        const evidence = { head: text.slice(0, at), sender: match[1] ?? "", recipient: match[2] ?? null, rest };
        if (found === null) found = evidence;
        else if (found.rest !== evidence.rest) return "ambiguous";
      }
    }
    at = at === 0 ? -1 : text.lastIndexOf(TAIL_START, at - 1);
  }
  return found;
}
