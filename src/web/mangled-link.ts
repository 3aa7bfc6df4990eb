/** Lengths of the tokens in links of mails, by the first segment of their path, the longest first. */
const TOKENS: ReadonlyMap<string, readonly number[]> = new Map([
  ["confirm", [43]],
  ["confirm-senders", [43]],
  ["confirm-email", [43]],
  ["owner", [67, 43]],
  ["unsubscribe", [54]],
]);

const LINK = /^\/+(confirm-email|confirm-senders|confirm|owner|unsubscribe)\/+([^?]*)(\?.*)?$/i;
const OF_TOKENS = /[A-Za-z0-9_-]+/g;
/** What mail programs put into a long word: soft line ends of quoted-printable, blanks and characters that show nothing. */
const WITHIN = /=(?=[\s\u200b]|$)|[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;
/** RFC 2045 6.7: an equals sign in quoted-printable; the sign itself may be gone. */
const ENCODED_EQUALS = /^3D/i;

/**
 * The path of a link as it was mailed, whatever mail programs, people and filters have put around or into its token:
 * full stops, brackets, quotation marks, line ends, `=3D`, what a click tracker adds. Any other path stays as it is.
 */
export function mendLink(url: string): string {
  const [, first = "", rest = "", query = ""] = LINK.exec(url) ?? [];
  const name = first.toLowerCase();
  const lengths = TOKENS.get(name);
  if (lengths === undefined) return url;
  const token = tokenIn(decodeLoosely(rest), lengths);
  return token === null ? url : `/${name}/${token}${query}`;
}

function tokenIn(text: string, lengths: readonly number[]): string | null {
  const whole = runsIn(text);
  const joined = runsIn(text.replace(WITHIN, ""));
  for (const runs of [whole, joined]) {
    const exact = runs.find((run) => lengths.includes(run.length));
    if (exact !== undefined) return exact;
  }
  for (const run of [...whole, ...joined]) {
    for (const length of lengths) {
      if (run.length >= length + 2 && ENCODED_EQUALS.test(run)) return run.slice(2, length + 2);
      if (run.length > length) return run.slice(0, length);
    }
  }
  return null;
}

function runsIn(text: string): readonly string[] {
  return text.match(OF_TOKENS) ?? [];
}

/** Percent signs that encode nothing stay. */
function decodeLoosely(text: string): string {
  const octets = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /[\u0080-\u00ff]/.test(octets) ? Buffer.from(octets, "latin1").toString("utf8") : octets;
}
