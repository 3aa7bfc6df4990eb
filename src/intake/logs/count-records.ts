import type { Transaction } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import type { FollowOptions, IngestFormat, IngestProgress, SubmissionRecord } from "../../mail-logs/index.js";
import { fromLog, type IntakeTally, recordSubmissions } from "../../observations/index.js";
import { type ReportPorts, recordReports, type SourcedReport } from "../../rollout/index.js";

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
