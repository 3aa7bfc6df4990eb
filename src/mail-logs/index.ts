/**
 * Reads mail logs and report messages and puts their lines together into submissions: who (SASL login) used which
 * reverse-path and RFC5322.From. It knows files and formats; it refuses to know the database, accounts, or whether a
 * submission was right.
 */
export { type IngestWords, runDryRun } from "./dry-run.js";
export type { FollowPosition } from "./follow/follow-position.js";
export type { FollowOptions } from "./follow/follow-submissions.js";
export { followSubmissions } from "./follow/follow-submissions.js";
export type { IngestProgress } from "./progress.js";
export type { IngestFormat, SourceIdentity, SourcePosition, SubmissionBatch } from "./read-submissions.js";
export { readSubmissions } from "./read-submissions.js";
export type { ReplyRecord } from "./reports/read-reply.js";
export { readReturnedMessage } from "./reports/read-report-message.js";
export type { ReportRecord, SubmissionFormat, SubmissionRecord } from "./submission-record.js";
export { type AmbiguityCause, IngestSummary, type SkipCause, type Tally } from "./summary.js";
