import { excerpt } from "./octets.js";

/** Why something in a source yielded no record. */
export type SkipCause =
  | "unreadable-source"
  | "unsupported-compression"
  | "damaged-archive"
  | "suspicious-archive"
  | "overlong-line"
  | "unreadable-entry"
  | "unclear-line"
  | "evicted-open-submission"
  | "unclear-queue-id"
  | "login-without-name"
  | "re-injected-copy"
  | "oversized-message"
  | "unreadable-report"
  | "lost-rotated-file";

/** Why a record that was made cannot be taken at face value. */
export type AmbiguityCause =
  | "sender-from-refusal-only"
  | "never-queued"
  | "login-may-contain-sasl-sender"
  | "several-header-from"
  | "foreign-instance";

export interface Tally {
  count: number;
  /** The first few places and what was there: `file:line: text`. */
  readonly examples: string[];
}

const EXAMPLES_KEPT = 3;

/** What a run read, correlated, found ambiguous, and skipped. */
export class IngestSummary {
  sources = 0;
  bytes = 0;
  lines = 0;
  correlated = 0;
  queued = 0;
  refused = 0;
  unfinished = 0;
  reports = 0;
  /** Failed logins that were seen and, of course, not taken for logins. */
  failedLogins = 0;
  /** Whether any line looked like one of a mail server that is known. */
  hasKnownLines = false;
  readonly ambiguous = new Map<AmbiguityCause, Tally>();
  readonly skipped = new Map<SkipCause, Tally>();

  skip(cause: SkipCause, source: string, line: number | null, octets = ""): void {
    note(this.skipped, cause, { source, line, octets });
  }

  doubt(cause: AmbiguityCause, source: string, line: number | null, octets = ""): void {
    note(this.ambiguous, cause, { source, line, octets });
  }

  toJSON(): Record<string, unknown> {
    return {
      sources: this.sources,
      bytes: this.bytes,
      lines: this.lines,
      correlated: this.correlated,
      queued: this.queued,
      refused: this.refused,
      unfinished: this.unfinished,
      reports: this.reports,
      failedLogins: this.failedLogins,
      ambiguous: Object.fromEntries(this.ambiguous),
      skipped: Object.fromEntries(this.skipped),
    };
  }
}

interface PlaceInLog {
  readonly source: string;
  readonly line: number | null;
  readonly octets: string;
}

function note<Cause extends string>(
  tallies: Map<Cause, Tally>,
  cause: Cause,
  { source, line, octets }: PlaceInLog,
): void {
  let tally = tallies.get(cause);
  if (tally === undefined) {
    tally = { count: 0, examples: [] };
    tallies.set(cause, tally);
  }
  tally.count += 1;
  if (tally.examples.length < EXAMPLES_KEPT) {
    const place = line === null ? source : `${source}:${line}`;
    tally.examples.push(octets === "" ? place : `${place}: ${excerpt(octets)}`);
  }
}
