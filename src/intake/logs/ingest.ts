import { IngestSummary } from "../../mail-logs/index.js";
import type { IntakeTally } from "../../observations/index.js";
import type { Ingest } from "./count-records.js";
import { followFiles } from "./follow-files.js";
import { readFiles } from "./read-files.js";

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
