import type { Transaction } from "../../database/index.js";
import type { AlertWriter } from "../alerts/alert-writer.js";
import type { ReportRecord } from "../logs/index.js";
import { recordComplaint } from "./record-complaint.js";

/** What becomes of bounced questions, which another room knows. */
export interface BouncePort {
  /**
   * A mail to this return path came back for good: its owner is not asked again. Returns false for an address that is
   * no return path of ours. Must do nothing when it is called again.
   */
  bounced(tx: Transaction, returnPath: string, evidence: unknown): Promise<boolean>;
}

export interface ReportPorts {
  readonly writer: AlertWriter;
  readonly bounces: BouncePort;
}

export interface ReportTally {
  complaints: number;
  unjoined: number;
  bounces: number;
}

/** Feedback reports become complaints, hard bounces of our own mails end their questions; the rest is of no concern. */
export async function recordReports(
  tx: Transaction,
  { writer, bounces }: ReportPorts,
  reports: readonly ReportRecord[],
): Promise<ReportTally> {
  const tally: ReportTally = { complaints: 0, unjoined: 0, bounces: 0 };
  // A report may name a thousand recipients; a return path of ours belongs to one mail.
  const returned = new Set<string>();
  for (const report of reports) {
    if (report.format === "dsn") {
      if (report.reportedTo === null || returned.has(report.reportedTo) || !isForGood(report)) continue;
      returned.add(report.reportedTo);
      const { status, reportingServer } = report;
      if (await bounces.bounced(tx, report.reportedTo, { status, reportingServer })) tally.bounces += 1;
      continue;
    }
    // RFC 5965 7.3 registers `not-spam`: the recipient takes a complaint back.
    if (report.feedbackType === null || report.feedbackType === "not-spam") continue;
    const outcome = await recordComplaint(tx, writer, {
      kind: "FEEDBACK",
      feedbackType: report.feedbackType,
      queueId: report.originalQueueId,
      messageId: report.originalMessageId,
      traceToken: report.originalTraceToken,
      reversePath: report.originalMailFrom,
      reportedAt: reportedAt(report, tx.now),
      identity: identityOf(report),
    });
    if (outcome === "COUNTED") tally.complaints += 1;
    if (outcome === "UNJOINED") tally.unjoined += 1;
  }
  return tally;
}

/** RFC 3464 2.3.3 and RFC 3463: `failed` with a 5.x.x code is for good; everything else may still arrive. */
function isForGood({ action, status }: ReportRecord): boolean {
  return action === "failed" && status !== null && status.startsWith("5.");
}

function reportedAt({ arrivalDate }: ReportRecord, now: Date): Date {
  const at = arrivalDate === null ? Number.NaN : Date.parse(arrivalDate);
  // A date from outside: never from the future, and never so old that the report is deleted at once.
  return Number.isNaN(at) || at > now.getTime() || at < now.getTime() - 365 * 86_400_000 ? now : new Date(at);
}

function identityOf(report: ReportRecord): string {
  const { feedbackType, originalMessageId, originalMailFrom, originalRecipient, originalQueueId, arrivalDate } = report;
  const parts = [feedbackType, originalMessageId, originalMailFrom, originalRecipient, originalQueueId, arrivalDate];
  // Only where there is one: reports without are known by what they were known by before.
  if (report.originalTraceToken !== null) parts.push(report.originalTraceToken);
  // A report that says nothing of its message is told apart by its place.
  return JSON.stringify(parts.slice(1).some((part) => part !== null) ? parts : [...parts, report.source, report.line]);
}
