/**
 * The process beside an MTA: it speaks the MTA's protocols and answers from a copy
 * of its own. It refuses to know the database, and it judges nothing itself: the rules are those of `decision`.
 */

export type { AgentLogger } from "./agent-logger.js";
export { type AgentProcess, runAgentProcess } from "./agent-process.js";
export { applyRevisions, FeedBroken, type FeedRevision } from "./copy/apply-revisions.js";
export { CopyDirectory } from "./copy/copy-directory.js";
export { CopySource, NotInCopy } from "./copy/copy-source.js";
export { CopyStore } from "./copy/copy-store.js";
export { CopySync, type CopySyncOptions } from "./copy/copy-sync.js";
export { type LocalCopy, type LocalCopyOptions, openLocalCopy } from "./copy/local-copy.js";
export { createDecisionTally, type DecisionMetrics } from "./decision-metrics.js";
export type { AgentDecision, DecisionSource, OwnerDirectory, SourceFreshness } from "./decision-source.js";
export { HTTP_LIMITS, type HttpLimits, openHttpServer } from "./http/http-server.js";
export {
  type AgentProtocol,
  createJudge,
  type DecisionObserver,
  type Judge,
  type QuestionOrigin,
} from "./judge.js";
export {
  type AgentListeners,
  type AgentSettings,
  type RunningAgent,
  startListeners,
} from "./listeners.js";
export type { SenderHeader } from "./milter/message.js";
export { MILTER_DEFAULTS, MILTER_LIMITS, openMilterServer } from "./milter/milter-server.js";
export type { MilterOptions } from "./milter/milter-session.js";
export { createPlatformClient, type PlatformClient, PlatformUnavailable } from "./platform/platform-client.js";
export type { CountedSubmission } from "./platform/reports/counted-submission.js";
export { countDecisions, type DecisionCounts } from "./platform/reports/decision-counts.js";
export { deliverReports, type ReportDelivery } from "./platform/reports/deliver-reports.js";
export { ReportSpool, SPOOL_LIMITS } from "./platform/reports/report-spool.js";
export { openPolicyServer, POLICY_DEFAULTS, POLICY_LIMITS } from "./policy-delegation/policy-server.js";
export type { PolicyDelegationOptions } from "./policy-delegation/policy-session.js";
export { keepPostfixMap, type PostfixMap, parsePostfixMap } from "./postfix-map/postfix-map.js";
export { openSocketmapServer, SOCKETMAP_DEFAULTS, SOCKETMAP_LIMITS } from "./socketmap/socketmap-server.js";
export type { LookupOutcome, SocketmapOptions } from "./socketmap/socketmap-session.js";
export type { RunningServer, ServerLimits } from "./wire/protocol-server.js";
export { ProtocolTrouble, type TroubleKind } from "./wire/protocol-trouble.js";
