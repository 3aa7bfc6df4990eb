import { SHORT_PATHS } from "../kernel/index.js";

/**
 * Lengths of the tokens in links of mails, by the first segment of their path, the longest first. Of a question's token 22
 * characters are enough; the longest of each other page are of mails from before there were shorter ones.
 */
const TOKENS: ReadonlyMap<string, readonly number[]> = new Map([
  ["confirm", [43, 22]],
  ["confirm-senders", [43, 22]],
  ["confirm-email", [43, 22]],
  ["owner", [67, 43, 22]],
  ["unsubscribe", [54, 43]],
]);
const WHOLE_PATHS: ReadonlyMap<string, string> = new Map(Object.entries(SHORT_PATHS));

const LINK = new RegExp(`^/+(${[...TOKENS.keys(), ...WHOLE_PATHS.keys()].join("|")})/+([^?]*)(\\?.*)?$`, "i");
/** The link itself, behind the path that somebody took for the whole of it. */
const OWN_ADDRESS = /^\W*https?:\/*[^/]*\/+[a-z-]+\/+/i;
const OF_TOKENS = /[A-Za-z0-9_-]+/g;
/** What mail programs put into a long word: soft line ends of quoted-printable, blanks and characters that show nothing. */
const WITHIN = /=(?=[\s\u200b]|$)|[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;
/** RFC 2045 6.7: an equals sign in quoted-printable; the sign itself may be gone. */
const ENCODED_EQUALS = /^3D/i;

/**
 * The path of the page that a link was mailed to, whatever mail programs, people and filters have put around or into its token:
 * full stops, brackets, quotation marks, line ends, `=3D`, what a click tracker adds. Any other path stays as it is.
 */
export function mendLink(url: string): string {
  const [, first = "", rest = "", query = ""] = LINK.exec(url) ?? [];
  const name = WHOLE_PATHS.get(first.toLowerCase()) ?? first.toLowerCase();
  const lengths = TOKENS.get(name);
  if (lengths === undefined) return url;
  const token = tokenIn(decodeLoosely(rest).replace(OWN_ADDRESS, ""), lengths);
  if (token !== null) return `/${name}/${token}${query}`;
  return WHOLE_PATHS.has(first.toLowerCase()) ? `/${name}/${rest}${query}` : url;
}

/** A longer one first: what is left of a broken one may be as long as a short one. */
function tokenIn(text: string, lengths: readonly number[]): string | null {
  const runs = [...runsIn(text), ...runsIn(text.replace(WITHIN, ""))];
  for (const length of lengths) {
    const exact = runs.find((run) => run.length === length);
    if (exact !== undefined) return exact;
  }
  for (const length of lengths) {
    for (const run of runs) {
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
