/**
 * From what was seen to enforcement: what it would break, proposals and alerts that follow, the brake before its date,
 * and complaints of other providers after it. It refuses to know how an owner is asked and how a mail looks; asking is
 * handed in.
 */
export { alertAccounts } from "./alerts/alert-accounts.js";
export { alertKeys } from "./alerts/alert-keys.js";
export { proofAlerts } from "./alerts/alert-proof.js";
export { administratorsOf } from "./alerts/recipients.queries.js";
export { sendDigests } from "./alerts/send-digests.js";
export { sendSecurityAlerts } from "./alerts/send-security-alerts.js";
export { tellConflicts } from "./alerts/tell-conflicts.js";
export { tellRefusals } from "./alerts/tell-refusals.js";
export { registerUnsubscribePages } from "./alerts/unsubscribe.pages.js";
export { applyBrake } from "./brake/apply-brake.js";
export { enforcementWarnings } from "./brake/enforcement-warnings.js";
export type { ReportPorts, SourcedReport } from "./complaints/record-reports.js";
export { recordReports } from "./complaints/record-reports.js";
export type { ProposalPort } from "./proposals/proposal-port.js";
export { proposeFromObservations } from "./proposals/propose-from-observations.js";
export { registerReadinessExport } from "./readiness/readiness.pages.js";
export { type ReadinessFormat, reportReadiness } from "./readiness/report-readiness.js";
export { markReadiness } from "./readiness/sums/mark-readiness.js";
export { sumReadiness } from "./readiness/sums/sum-readiness.js";
export { judgeReport, MAX_JUDGED_OCTETS } from "./reporters/judge-report.js";
export { type ReportSource, SourceUnknownError } from "./reporters/report-source.js";
export type { FindTexts } from "./reporters/verified-signer.js";

import type { NodeFinders } from "../graphql/index.js";
import { AccountAlarmResolver } from "./alarms/alarm.resolver.js";
import { AlertLog } from "./alerts/alert-log.entity.js";
import { DigestUnsubscription } from "./alerts/digest-unsubscription.entity.js";
import { EnforcementHold } from "./brake/enforcement-hold.entity.js";
import { EnforcementHoldResolver, holdNodes } from "./brake/hold.resolver.js";
import { Complaint } from "./complaints/complaint.entity.js";
import { ComplaintReportResolver } from "./complaints/complaint-list.resolver.js";
import { ComplaintsResolver } from "./complaints/complaints.resolver.js";
import { FirstStartResolver } from "./first-start/first-start.resolver.js";
import { MailTest } from "./first-start/mail-test.entity.js";
import { MailTestResolver } from "./first-start/mail-test.resolver.js";
import { MailResolver } from "./mails/mail.resolver.js";
import { OverviewResolver } from "./overview/overview.resolver.js";
import { Proposal } from "./proposals/proposal.entity.js";
import { DecidedProposalsResolver, ProposalResolver, proposalNodes } from "./proposals/proposal.resolver.js";
import { ReadinessResolver } from "./readiness/readiness.resolver.js";
import { ReadinessMark } from "./readiness/sums/readiness-mark.entity.js";
import { ReadinessSum } from "./readiness/sums/readiness-sum.entity.js";
import { StatisticsResolver } from "./statistics/statistics.resolver.js";

export const rolloutEntities = [
  Proposal,
  AlertLog,
  DigestUnsubscription,
  EnforcementHold,
  Complaint,
  MailTest,
  ReadinessSum,
  ReadinessMark,
];

export const rolloutResolvers = [
  ReadinessResolver,
  ProposalResolver,
  DecidedProposalsResolver,
  EnforcementHoldResolver,
  ComplaintsResolver,
  ComplaintReportResolver,
  AccountAlarmResolver,
  OverviewResolver,
  MailResolver,
  MailTestResolver,
  FirstStartResolver,
  StatisticsResolver,
] as const;

export const rolloutNodes: NodeFinders = { ...proposalNodes, ...holdNodes };
