/**
 * The process beside an MTA: it speaks the MTA's protocols and answers from a decision source, be it the API or a
 * copy of its own. It refuses to know the database, and it judges nothing itself: the rules are those of `decision`.
 */
export {
  type AgentListeners,
  type AgentSettings,
  type RunningAgent,
  startAgent,
} from "./agent.js";
export type { AgentLogger } from "./agent-logger.js";
export { type ApiSourceOptions, createApiSource } from "./api-source.js";
export type { DecisionSource, OwnerDirectory, SourceFreshness } from "./decision-source.js";
export { createDecisionTally, type DecisionTally } from "./decision-tally.js";
export { HTTP_LIMITS, type HttpLimits, openHttpServer } from "./http/http-server.js";
export {
  type AgentProtocol,
  createJudge,
  type DecisionObserver,
  type Judge,
  type QuestionOrigin,
} from "./judge.js";
export type { SenderHeader } from "./milter/message.js";
export { MILTER_DEFAULTS, MILTER_LIMITS, openMilterServer } from "./milter/milter-server.js";
export type { MilterOptions } from "./milter/milter-session.js";
export { openPolicyServer, POLICY_DEFAULTS, POLICY_LIMITS } from "./policy-delegation/policy-server.js";
export type { PolicyDelegationOptions } from "./policy-delegation/policy-session.js";
export { keepPostfixMap, type PostfixMap, parsePostfixMap } from "./postfix-map/postfix-map.js";
export { applyRevisions, FeedBroken, type ReplicaRevision } from "./replica/apply-revisions.js";
export { CopyDirectory } from "./replica/copy-directory.js";
export { CopySource, NotInCopy } from "./replica/copy-source.js";
export { CopyStore } from "./replica/copy-store.js";
export { type LocalCopy, type LocalCopyOptions, openLocalCopy } from "./replica/local-copy.js";
export { createPlatformClient, type PlatformClient, PlatformUnavailable } from "./replica/platform-client.js";
export { ReplicaSync, type ReplicaSyncOptions } from "./replica/replica-sync.js";
export type { CountedSubmission } from "./reports/counted-submission.js";
export { countDecisions, type DecisionCounts } from "./reports/decision-counts.js";
export { deliverReports, type ReportDelivery } from "./reports/deliver-reports.js";
export { ReportSpool, SPOOL_LIMITS } from "./reports/report-spool.js";
export { type AgentProcess, runAgent } from "./run-agent.js";
export { openSocketmapServer, SOCKETMAP_DEFAULTS, SOCKETMAP_LIMITS } from "./socketmap/socketmap-server.js";
export type { LookupOutcome, SocketmapOptions } from "./socketmap/socketmap-session.js";
export type { RunningServer, ServerLimits } from "./wire/protocol-server.js";
export { ProtocolTrouble, type TroubleKind } from "./wire/protocol-trouble.js";
