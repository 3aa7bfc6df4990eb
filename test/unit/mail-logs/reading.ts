import type { IngestFormat, ReportRecord, SubmissionRecord } from "../../../src/mail-logs/index.js";
import { IngestSummary, readSubmissions } from "../../../src/mail-logs/index.js";
import type { ReadOptions } from "../../../src/mail-logs/read-submissions.js";

export const CLOCK = { now: () => new Date("2026-11-24T12:00:00Z") };

export interface Reading {
  readonly submissions: SubmissionRecord[];
  readonly reports: ReportRecord[];
  readonly summary: IngestSummary;
}

export async function readPaths(paths: readonly string[], options: Partial<ReadOptions> = {}): Promise<Reading> {
  const summary = new IngestSummary();
  const submissions: SubmissionRecord[] = [];
  const reports: ReportRecord[] = [];
  for await (const batch of readSubmissions(paths, { clock: CLOCK, ...options, summary })) {
    submissions.push(...batch.submissions);
    reports.push(...batch.reports);
  }
  return { submissions, reports, summary };
}

/** Reads as from a pipe, in pieces of a size that cuts lines anywhere. */
export function readContent(
  content: string | Buffer,
  options: { format?: IngestFormat; pieceSize?: number; maximumOpen?: number; maximumLineLength?: number } = {},
): Promise<Reading> {
  const { pieceSize = 64 * 1024, ...rest } = options;
  async function* pieces(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(content);
    for (let start = 0; start < bytes.length; start += pieceSize) yield bytes.subarray(start, start + pieceSize);
  }
  return readPaths(["-"], { ...rest, standardInput: pieces() });
}

/** What a test is about, one record a line. */
export function triples(submissions: readonly SubmissionRecord[]): string[] {
  return submissions
    .map(({ queueId, login, sender, headerFrom, queued }) =>
      JSON.stringify([queueId, login, sender, headerFrom, queued]),
    )
    .sort();
}
