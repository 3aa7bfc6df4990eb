import type { Database } from "../../database/index.js";
import { type ReportPorts, recordReports } from "../complaints/record-reports.js";
import { type ReportRecord, readReportMessage } from "../logs/index.js";

/** What became of a message that was read to its end. */
export type TakenReport =
  /** A complaint or a bounce that was not known yet, or a bounce of a question of ours. */
  | "COUNTED"
  /** A report that changes nothing: known already, about mail of others, or not final. */
  | "NOTHING_NEW"
  | "NO_REPORT";

/** Counts one message in one transaction, as `mayfrom ingest` counts a file. Throws when that could not be committed. */
export async function takeReport(
  database: Pick<Database, "write">,
  ports: ReportPorts,
  content: AsyncIterable<Buffer>,
  forwardPaths: readonly string[],
): Promise<TakenReport> {
  const records = await readReportMessage(content);
  if (records.length === 0) return "NO_REPORT";
  const reports = records.flatMap((record) => withForwardPaths(record, forwardPaths));
  const { complaints, unjoined, bounces } = await database.write((tx) => recordReports(tx, ports, reports));
  return complaints + unjoined + bounces > 0 ? "COUNTED" : "NOTHING_NEW";
}

/**
 * A notification comes back to the reverse-path of what it is about (RFC 5321 4.5.5), and that is the forward-path here,
 * whatever stands in its To field; unless the MTA has put another address in its place, and then the field still says it.
 */
function withForwardPaths(record: ReportRecord, forwardPaths: readonly string[]): ReportRecord[] {
  if (record.format !== "dsn") return [record];
  return [...forwardPaths, record.reportedTo].map((reportedTo) => ({ ...record, reportedTo }));
}
