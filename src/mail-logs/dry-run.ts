import type { Writable } from "node:stream";
import type { Clock } from "../kernel/index.js";
import { printable } from "./octets.js";
import type { IngestProgress } from "./progress.js";
import type { IngestFormat } from "./read-submissions.js";
import { readSubmissions } from "./read-submissions.js";
import type { ReportRecord, SubmissionRecord } from "./submission-record.js";
import type { IngestSummary } from "./summary.js";

/** For whoever waits, in their language. */
export interface IngestWords {
  /** Of lines, with the last line's end. */
  summary(summary: IngestSummary): string;
  /** One line without its end. */
  progress(progress: IngestProgress): string;
}

export interface DryRun {
  readonly files: readonly string[];
  readonly format: IngestFormat;
  /** One JSON object a line on `stdout`; otherwise a line for people. */
  readonly json: boolean;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly stdin?: AsyncIterable<Buffer>;
  readonly clock: Clock;
  readonly words: IngestWords;
}

/** Reads and correlates, prints what it found, and touches no database. The summary goes to standard error. */
export async function runDryRun(run: DryRun): Promise<IngestSummary> {
  const isTerminal = (run.stderr as { isTTY?: boolean }).isTTY === true;
  const reading = readSubmissions(run.files, {
    format: run.format,
    clock: run.clock,
    standardInput: run.stdin,
    onProgress: isTerminal ? (progress) => run.stderr.write(`\r\u001b[K${run.words.progress(progress)}`) : undefined,
  });
  const show = run.json ? formatJsonLine : formatPlainLine;
  for (;;) {
    const next = await reading.next();
    if (next.done === true) {
      if (isTerminal) run.stderr.write("\r\u001b[K");
      run.stderr.write(run.words.summary(next.value));
      return next.value;
    }
    const lines = [...next.value.submissions, ...next.value.reports].map((record) => `${show(record)}\n`);
    await writeAll(run.stdout, lines.join(""));
  }
}

/** The contract's line. Times are ISO 8601 in UTC. */
export function formatJsonLine(record: SubmissionRecord | ReportRecord): string {
  if (isReport(record)) {
    const { format, feedbackType, originalMailFrom, originalMessageId, originalRecipient } = record;
    const { arrivalDate, action, status } = record;
    return JSON.stringify({
      format,
      feedbackType,
      originalMailFrom,
      originalMessageId,
      originalRecipient,
      arrivalDate,
      action,
      status,
    });
  }
  const { format, host, queueId, login, sender, headerFrom, queued, line } = record;
  return JSON.stringify({ format, host, queueId, login, sender, headerFrom, at: isoTime(record.at), queued, line });
}

function formatPlainLine(record: SubmissionRecord | ReportRecord): string {
  if (isReport(record)) {
    const what = record.feedbackType ?? `${record.action ?? "?"} ${record.status ?? ""}`;
    return printable(
      `${record.format} ${what} ${record.originalMailFrom ?? "?"} -> ${record.originalRecipient ?? "?"}`,
    );
  }
  const sender = record.sender === null ? "?" : `<${record.sender}>`;
  const headerFrom = record.headerFrom === null ? "" : ` From: ${record.headerFrom}`;
  const time = isoTime(record.at) ?? "-";
  return printable(
    `${time} ${record.outcome} ${record.login} ${sender}${headerFrom} (${record.source}:${record.line})`,
  );
}

function isReport(record: SubmissionRecord | ReportRecord): record is ReportRecord {
  return record.format === "arf" || record.format === "dsn";
}

function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function writeAll(stream: Writable, text: string): Promise<void> {
  if (stream.write(text)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = (): void => {
      stream.off("drain", done);
      stream.off("error", fail);
      stream.off("close", done);
      resolve();
    };
    const fail = (error: Error): void => {
      stream.off("drain", done);
      stream.off("close", done);
      reject(error);
    };
    stream.once("drain", done);
    stream.once("close", done);
    stream.once("error", fail);
  });
}
