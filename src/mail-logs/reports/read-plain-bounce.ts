import { toText } from "../octets.js";
import type { ReportParts } from "./report-parts.js";

const MAX_RECIPIENTS = 100;
const MAX_DIAGNOSTIC_LENGTH = 2_000;

export interface PlainFailure {
  readonly finalRecipient: string;
  readonly diagnostic: string;
  readonly action: "failed";
  /** RFC 3463 code in the words; null where there is none. */
  readonly status: string | null;
}

/**
 * The line that heads a failure: an address, in brackets or quotes or bare, and what follows it. Alone on its line by
 * qmail, Exim and sendmail; `<a@b>: host mx.b said: 550 …` by Postfix, `'a@b' on 1 March 10:00` by Exchange,
 * `a@b (user not found)` by GroupWise.
 */
const RECIPIENT_LINE = /^\s*(?:<([^\s<>@"]+@[^\s<>@:,;]+)>|(['"]?)([^\s<>@":]+@[^\s<>@:,;"'()]+)\2)(?=[\s:]|$)(.*)$/;
/** Where the address came from, which says nothing of the failure. */
const ORIGIN = /^ \((?:expanded|generated|ultimately) [^()]*\)/;
const WITHOUT_REASON = /^:?\s*$|^ on .*\d$/;
const COPY_OF_THE_MESSAGE =
  /^-{3,}.*\b(?:copy of|original message|returned message|undelivered message|unsent message|below this line)/i;
const IS_A_FAILURE =
  /permanent|fail|could not|undeliver|given up|returned|rejected|not (?:be )?deliver|unzustellbar|nicht zugestellt|pas pu (?:ê|e)tre|non remis|no se pudo|no se ha podido|non (?:è|e) stato consegnat/i;
/** RFC 3463 has subjects to 7; a network address is none. */
const ENHANCED_CODE = /(?<![\d.])[245]\.[0-7]\.\d{1,3}(?!\.?\d)/;
const MAILER =
  /mailer-?daemon|postmaster|mail ?(?:delivery|system|administrator)|maildaemon|mdaemon|system administrator/i;

/**
 * Bounces from before RFC 3464 that are still written: plain text with a line for each recipient and what happened below
 * it (qmail's QSBMF, Exim's). `<a@b.example>:` above `no mailbox here by that name. (#5.1.1)` is one failure, 5.1.1.
 */
export function readPlainBounce({ header, plainText }: ReportParts): PlainFailure[] {
  if (plainText === null || !isFromMailer(header.get("from"), header.get("x-failed-recipients"))) return [];
  const end = plainText.findIndex((line) => COPY_OF_THE_MESSAGE.test(line));
  const lines = (end < 0 ? plainText : plainText.slice(0, end)).slice(0, 500).map((line) => toText(line));
  if (!lines.some((line) => IS_A_FAILURE.test(line))) return [];
  return failuresIn(lines);
}

/** A person's or a ticket system's words are no bounce, whatever codes they quote. */
function isFromMailer(from: string | null, failedRecipients: string | null): boolean {
  return failedRecipients !== null || MAILER.test(from ?? "");
}

interface HeadedFailure {
  readonly recipient: string;
  readonly words: string[];
}

/** The recipient of a line that heads a failure, with what the same line says of it. */
function headOf(line: string): HeadedFailure | null {
  const [, bracketed, , bare, rest = ""] = RECIPIENT_LINE.exec(line) ?? [];
  const recipient = bracketed ?? bare;
  if (recipient === undefined) return null;
  const said = rest.replace(ORIGIN, "");
  if (WITHOUT_REASON.test(said)) return { recipient, words: [] };
  // Elsewhere in a sentence an address is one that is spoken of.
  const reason = /^: (\S.*)$|^ \((.*)\)\s*$/.exec(said);
  return reason === null ? null : { recipient, words: [(reason[1] ?? reason[2] ?? "").trim()] };
}

function failuresIn(lines: readonly string[]): PlainFailure[] {
  const failures: HeadedFailure[] = [];
  let isOpen = false;
  for (const line of lines) {
    const headed = headOf(line);
    const last = failures.at(-1);
    // A server's words may name the address once more, at the beginning of a line of theirs.
    const isSaidAgain = isOpen && headed !== null && headed.recipient === last?.recipient;
    if (headed !== null && !isSaidAgain && failures.length < MAX_RECIPIENTS) {
      failures.push(headed);
      isOpen = true;
    } else if (line.trim() === "") {
      // An empty line ends what was said; one between the recipient and the words does not.
      isOpen = isOpen && last?.words.length === 0;
    } else if (isOpen) {
      last?.words.push(line.trim());
    }
  }
  return failures
    .filter(({ words }) => words.length > 0)
    .map(({ recipient, words }) => {
      const diagnostic = words.join(" ").slice(0, MAX_DIAGNOSTIC_LENGTH);
      const status = ENHANCED_CODE.exec(diagnostic)?.[0] ?? null;
      return { finalRecipient: recipient, diagnostic, action: "failed", status };
    });
}
