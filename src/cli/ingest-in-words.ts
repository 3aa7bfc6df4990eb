import type {
  AmbiguityCause,
  IngestProgress,
  IngestSummary,
  IngestWords,
  SkipCause,
  Tally,
} from "../mail-logs/index.js";
import type { IntakeTally } from "../observations/index.js";
import type { Language, TextKey } from "../texts/index.js";

const SKIPPED = {
  "unreadable-source": "ingestSkipped.unreadableSource",
  "unsupported-compression": "ingestSkipped.unsupportedCompression",
  "damaged-archive": "ingestSkipped.damagedArchive",
  "suspicious-archive": "ingestSkipped.suspiciousArchive",
  "overlong-line": "ingestSkipped.overlongLine",
  "unreadable-entry": "ingestSkipped.unreadableEntry",
  "unclear-line": "ingestSkipped.unclearLine",
  "evicted-open-submission": "ingestSkipped.evictedSubmission",
  "unclear-queue-id": "ingestSkipped.unclearQueueId",
  "login-without-name": "ingestSkipped.loginWithoutName",
  "re-injected-copy": "ingestSkipped.reinjectedCopy",
  "oversized-message": "ingestSkipped.oversizedMessage",
  "unreadable-report": "ingestSkipped.unreadableReport",
  "lost-rotated-file": "ingestSkipped.lostFile",
} as const satisfies Readonly<Record<SkipCause, TextKey>>;

const AMBIGUOUS = {
  "sender-from-refusal-only": "ingestAmbiguous.senderFromRefusal",
  "never-queued": "ingestAmbiguous.neverQueued",
  "login-may-contain-sasl-sender": "ingestAmbiguous.loginOrSender",
  "several-header-from": "ingestAmbiguous.severalFrom",
  "foreign-instance": "ingestAmbiguous.foreignInstance",
} as const satisfies Readonly<Record<AmbiguityCause, TextKey>>;

/** What a run says to a person while it reads, and when it has read. */
export function ingestInWords(language: Language): IngestWords {
  return {
    summary: (summary) => summaryInWords(summary, language),
    progress: (progress) => progressInWords(progress, language),
  };
}

/** What was counted of it. */
export function tallyInWords({ accepted, unknownLogins, skipped }: IntakeTally, { say }: Language): string {
  return `${say("ingestReport.counted", { accepted, unknown: unknownLogins, unusable: skipped })}\n`;
}

/** One fact a line. */
function summaryInWords(summary: IngestSummary, { say }: Language): string {
  const { lines, bytes, sources, correlated, queued, refused, unfinished, reports, failedLogins } = summary;
  const figures = { submissions: correlated, queued, refused, unfinished, reports, failedLogins };
  const told = [say("ingestReport.read", { lines, bytes, sources }), say("ingestReport.correlated", figures)];
  for (const [cause, tally] of summary.ambiguous) {
    told.push(
      say("ingestReport.ambiguous", { why: say(AMBIGUOUS[cause]), cause, times: tally.count }),
      ...places(tally),
    );
  }
  for (const [cause, tally] of summary.skipped) {
    told.push(say("ingestReport.skipped", { why: say(SKIPPED[cause]), cause, times: tally.count }), ...places(tally));
  }
  return `${told.join("\n")}\n`;
}

function places({ examples }: Tally): string[] {
  return examples.map((example) => `  ${example}`);
}

/** One line for a terminal. */
function progressInWords(progress: IngestProgress, { say }: Language): string {
  const { lines, correlated: submissions, linesPerSecond: rate, bytesRead, bytesTotal, secondsLeft } = progress;
  const figures = { lines, submissions, rate };
  if (!bytesTotal) return say("ingestReport.progress", figures);
  const known = { ...figures, share: Math.floor((bytesRead * 100) / bytesTotal) };
  return secondsLeft === null
    ? say("ingestReport.progressOf", known)
    : say("ingestReport.progressLeft", { ...known, seconds: secondsLeft });
}
