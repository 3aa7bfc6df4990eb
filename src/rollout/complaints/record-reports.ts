import type { Transaction } from "../../database/index.js";
import type { ReportRecord } from "../../mail-logs/index.js";
import type { AlertKeys } from "../alerts/alert-keys.js";
import type { JudgedReport } from "../reporters/judge-report.js";
import type { ReportSource } from "../reporters/report-source.js";
import { recordComplaint } from "./record-complaint.js";
import { recordQuestionComplaint } from "./record-question-complaint.js";

/** What becomes of mails about questions that came back, which another room knows. */
export interface BouncePort {
  /**
   * Reports about the mail of this return path, one for each recipient. Returns false for an address that is no return
   * path of ours, and for reports of no consequence. Must do nothing when it is called again.
   */
  returned(tx: Transaction, returnPath: string, reports: readonly ReportRecord[]): Promise<boolean>;
}

/** What becomes of a question of ours that its reader reported, which another room knows. */
export interface QuestionReportPort {
  /** Returns whom to count as having passed it on; null for a report about any other mail. Nothing more when it comes again. */
  reported(
    tx: Transaction,
    report: {
      readonly feedbackType: string;
      readonly reversePath: string | null;
      readonly messageId: string | null;
      readonly reporter: string | null;
    },
  ): Promise<string | null>;
}

/** Says who wrote a report, before its transaction begins. Throws SourceUnknownError when that may be known later. */
export type JudgePort = (report: JudgedReport) => Promise<ReportSource>;

export interface ReportPorts {
  readonly writer: AlertKeys;
  readonly bounces: BouncePort;
  readonly questions: QuestionReportPort;
  readonly judge: JudgePort;
}

/** A report, and who wrote it. */
export interface SourcedReport {
  readonly report: ReportRecord;
  readonly source: ReportSource;
}

export interface ReportTally {
  complaints: number;
  unjoined: number;
  bounces: number;
}

/** Feedback reports become complaints, and what came back of our own mails goes to whoever sent them. */
export async function recordReports(
  tx: Transaction,
  { writer, bounces, questions }: ReportPorts,
  reports: readonly SourcedReport[],
): Promise<ReportTally> {
  const tally: ReportTally = { complaints: 0, unjoined: 0, bounces: 0 };
  // A report may name a thousand recipients; a return path of ours belongs to one mail.
  for (const [returnPath, returned] of byReturnPath(reports.map(({ report }) => report))) {
    if (await bounces.returned(tx, returnPath, returned)) tally.bounces += 1;
  }
  for (const { report, source } of reports) {
    if (report.format === "dsn") continue;
    // RFC 6430 registers `not-spam`: the recipient takes a complaint back.
    if (report.feedbackType === null || report.feedbackType === "not-spam") continue;
    const provider = await questions.reported(tx, {
      feedbackType: report.feedbackType,
      reversePath: report.originalMailFrom,
      messageId: report.originalMessageId,
      reporter: source.reporter,
    });
    if (provider !== null) {
      if (await recordQuestionComplaint(tx, report, provider)) tally.complaints += 1;
      continue;
    }
    const outcome = await recordComplaint(tx, writer, {
      kind: "FEEDBACK",
      feedbackType: report.feedbackType,
      queueId: report.originalQueueId,
      messageId: report.originalMessageId,
      traceToken: report.originalTraceToken,
      reversePath: report.originalMailFrom,
      reportedAt: reportedAt(report, tx.now),
      source,
      besides: messageOf(report),
    });
    if (outcome === "COUNTED") tally.complaints += 1;
    if (outcome === "UNJOINED") tally.unjoined += 1;
  }
  return tally;
}

function byReturnPath(reports: readonly ReportRecord[]): Map<string, ReportRecord[]> {
  const returned = new Map<string, ReportRecord[]>();
  for (const report of reports) {
    if (report.format !== "dsn" || report.reportedTo === null) continue;
    const same = returned.get(report.reportedTo);
    if (same === undefined) returned.set(report.reportedTo, [report]);
    else same.push(report);
  }
  return returned;
}

function reportedAt({ arrivalDate }: ReportRecord, now: Date): Date {
  const at = arrivalDate === null ? Number.NaN : Date.parse(arrivalDate);
  // A date from outside: never from the future, and never so old that the report is deleted at once.
  return Number.isNaN(at) || at > now.getTime() || at < now.getTime() - 365 * 86_400_000 ? now : new Date(at);
}

/** What is left to know a message by where the report encloses no id of it. */
function messageOf({ originalMailFrom, arrivalDate, source, line }: ReportRecord): string {
  return JSON.stringify(
    originalMailFrom === null && arrivalDate === null ? [source, line] : [originalMailFrom, arrivalDate],
  );
}
