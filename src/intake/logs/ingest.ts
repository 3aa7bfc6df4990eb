import type { Transaction } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import {
  type FollowOptions,
  type IngestFormat,
  type IngestProgress,
  IngestSummary,
  type SubmissionRecord,
} from "../../mail-logs/index.js";
import { fromLog, type IntakeTally, recordSubmissions } from "../../observations/index.js";
import { type ReportPorts, recordReports, type SourcedReport } from "../../rollout/index.js";
import { followFiles } from "./follow-files.js";
import { readFiles } from "./read-files.js";

export interface Ingest {
  readonly services: Pick<Services, "database" | "clock" | "log">;
  /** Paths, directories of messages, `-` for standard input; to follow, logs under their own names. */
  readonly files: readonly string[];
  readonly format?: IngestFormat;
  readonly isFollowing?: boolean;
  /** Ends following, and reading after the batch at hand. */
  readonly signal?: AbortSignal;
  readonly standardInput?: AsyncIterable<Buffer>;
  /** Where complaints and bounces go. */
  readonly reportPorts: ReportPorts;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly followLimits?: Partial<Pick<FollowOptions, "pollMs" | "drainMs" | "commitMs" | "maximumOpen">>;
}

export interface IngestResult {
  /** What was read. */
  readonly summary: IngestSummary;
  /** What was counted of it. */
  readonly tally: IntakeTally;
}

/**
 * Counts logs and reports into the database. Whatever interrupts it, what a transaction has committed is never counted
 * again, and what it has not is read again at the next start.
 */
export async function ingestFiles(ingest: Ingest): Promise<IngestResult> {
  const summary = new IngestSummary();
  const tally: IntakeTally = { accepted: 0, unknownLogins: 0, skipped: 0 };
  await (ingest.isFollowing ? followFiles : readFiles)(ingest, summary, tally);
  return { summary, tally };
}

/** What one transaction of an ingest does besides writing the position. */
export async function countRecords(
  tx: Transaction,
  { reportPorts }: Ingest,
  submissions: readonly SubmissionRecord[],
  reports: readonly SourcedReport[],
): Promise<IntakeTally> {
  if (reports.length > 0) await recordReports(tx, reportPorts, reports);
  return recordSubmissions(tx, submissions.map(fromLog));
}

export function formatTally({ accepted, unknownLogins, skipped }: IntakeTally): string {
  return `counted ${accepted} messages of known accounts; ${unknownLogins} of unknown logins, ${skipped} unusable\n`;
}
