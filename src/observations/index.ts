/**
 * What accounts really send as: logs and reports counted into one aggregate, what enforcement would break, proposals
 * and alerts that follow from it, the brake, and complaints. It refuses to know how an owner is asked and how a mail
 * looks; asking is handed in.
 */

export { AccountAlarm } from "./aggregate/account-alarm.entity.js";
export { deleteOldObservations } from "./aggregate/delete-old-observations.js";
export { messagesUnder } from "./aggregate/messages-under.queries.js";
export { ObservationDay } from "./aggregate/observation-day.entity.js";
export { ObservationPair } from "./aggregate/observation-pair.entity.js";
export { ObservationTotal } from "./aggregate/observation-total.entity.js";
export { fromLog, type ObservedSubmission } from "./aggregate/observed-submission.js";
export { type IntakeTally, recordSubmissions } from "./aggregate/record-submissions.js";
export { ReportBatch } from "./aggregate/report-batch.entity.js";
export { UnknownLogin } from "./aggregate/unknown-login.entity.js";
export { alertAccounts } from "./alerts/alert-accounts.js";
export { AlertLog } from "./alerts/alert-log.entity.js";
export { proofAlerts } from "./alerts/alert-proof.js";
export { type AlertWriter, alertWriter } from "./alerts/alert-writer.js";
export { DigestUnsubscription } from "./alerts/digest-unsubscription.entity.js";
export { sendDigests } from "./alerts/send-digests.js";
export { sendSecurityAlerts } from "./alerts/send-security-alerts.js";
export { tellConflicts } from "./alerts/tell-conflicts.js";
export { registerUnsubscribePages } from "./alerts/unsubscribe.pages.js";
export { applyBrake } from "./brake/apply-brake.js";
export { EnforcementHold, HoldState } from "./brake/enforcement-hold.entity.js";
export { Complaint } from "./complaints/complaint.entity.js";
export type { BouncePort, ReportPorts } from "./complaints/record-reports.js";
export { recordReports } from "./complaints/record-reports.js";
export { SubmissionTrace } from "./complaints/submission-trace.entity.js";
export { formatTally, type Ingest, type IngestResult, ingestFiles } from "./ingest/ingest.js";
export { IngestPosition } from "./ingest/ingest-position.entity.js";
export { openReportDoor, type ReportDoor, type ReportDoorOutcome } from "./lmtp/report-door.js";
export { formatProgress, formatSummary, type IngestFormat, type IngestProgress, runDryRun } from "./logs/index.js";
export { Proposal, ProposalState } from "./proactive/proposal.entity.js";
export type { ProposalOutcome, ProposalPort, ProposedIdentity } from "./proactive/proposal-port.js";
export { proposeFromObservations } from "./proactive/propose-from-observations.js";
export { registerReadinessExport } from "./readiness/readiness.pages.js";
export { type ReadinessFormat, reportReadiness } from "./readiness/report-readiness.js";
export { type ReadinessSummary, readinessWindow, summarizeReadiness } from "./readiness/summarize.js";
export { type FindTexts, type JudgedReport, judgeReport, MAX_JUDGED_OCTETS } from "./reporters/judge-report.js";
export { type ReportSource, SourceUnknownError } from "./reporters/report-source.js";

import type { NodeFinders } from "../request/index.js";
import { AccountAlarm } from "./aggregate/account-alarm.entity.js";
import { ObservationDay } from "./aggregate/observation-day.entity.js";
import { ObservationPair } from "./aggregate/observation-pair.entity.js";
import { ObservationTotal } from "./aggregate/observation-total.entity.js";
import { ReportResolver } from "./aggregate/report.resolver.js";
import { ReportBatch } from "./aggregate/report-batch.entity.js";
import { UnknownLogin } from "./aggregate/unknown-login.entity.js";
import { UnknownLoginResolver } from "./aggregate/unknown-login.resolver.js";
import { AlertLog } from "./alerts/alert-log.entity.js";
import { DigestUnsubscription } from "./alerts/digest-unsubscription.entity.js";
import { EnforcementHold } from "./brake/enforcement-hold.entity.js";
import { EnforcementHoldResolver, holdNodes } from "./brake/hold.resolver.js";
import { Complaint } from "./complaints/complaint.entity.js";
import { ComplaintsResolver } from "./complaints/complaints.resolver.js";
import { SubmissionTrace } from "./complaints/submission-trace.entity.js";
import { IngestPosition } from "./ingest/ingest-position.entity.js";
import { Proposal } from "./proactive/proposal.entity.js";
import { ProposalResolver, proposalNodes } from "./proactive/proposal.resolver.js";
import { ReadinessResolver } from "./readiness/readiness.resolver.js";

export const observationsEntities = [
  ObservationDay,
  ObservationPair,
  ObservationTotal,
  UnknownLogin,
  ReportBatch,
  AccountAlarm,
  IngestPosition,
  Proposal,
  AlertLog,
  DigestUnsubscription,
  EnforcementHold,
  Complaint,
  SubmissionTrace,
];

export const observationsResolvers = [
  ReportResolver,
  UnknownLoginResolver,
  ReadinessResolver,
  ProposalResolver,
  EnforcementHoldResolver,
  ComplaintsResolver,
] as const;

export const observationsNodes: NodeFinders = { ...proposalNodes, ...holdNodes };
