/**
 * What accounts really send as: logs and reports counted into one aggregate, what enforcement would break, proposals
 * and alerts that follow from it, the brake, and complaints. It refuses to know how an owner is asked and how a mail
 * looks; asking is handed in.
 */
export { AccountAlarm } from "./aggregate/account-alarm.entity.js";
export { deleteOldObservations } from "./aggregate/delete-old-observations.js";
export { ObservationDay } from "./aggregate/observation-day.entity.js";
export { ObservationPair } from "./aggregate/observation-pair.entity.js";
export { ObservationTotal } from "./aggregate/observation-total.entity.js";
export { fromLog, type ObservedSubmission } from "./aggregate/observed-submission.js";
export { type IntakeTally, recordSubmissions } from "./aggregate/record-submissions.js";
export { ReportBatch } from "./aggregate/report-batch.entity.js";
export { UnknownLogin } from "./aggregate/unknown-login.entity.js";
export { formatTally, type Ingest, type IngestResult, ingestFiles } from "./ingest/ingest.js";
export { IngestPosition } from "./ingest/ingest-position.entity.js";
export { type IngestFormat, runDryRun } from "./logs/index.js";
export { registerReadinessExport } from "./readiness/readiness.pages.js";
export { type ReadinessFormat, reportReadiness } from "./readiness/report-readiness.js";
export { type ReadinessSummary, readinessWindow, summarizeReadiness } from "./readiness/summarize.js";

import { AccountAlarm } from "./aggregate/account-alarm.entity.js";
import { ObservationDay } from "./aggregate/observation-day.entity.js";
import { ObservationPair } from "./aggregate/observation-pair.entity.js";
import { ObservationTotal } from "./aggregate/observation-total.entity.js";
import { ReportResolver } from "./aggregate/report.resolver.js";
import { ReportBatch } from "./aggregate/report-batch.entity.js";
import { UnknownLogin } from "./aggregate/unknown-login.entity.js";
import { IngestPosition } from "./ingest/ingest-position.entity.js";
import { ReadinessResolver } from "./readiness/readiness.resolver.js";

export const observationsEntities = [
  ObservationDay,
  ObservationPair,
  ObservationTotal,
  UnknownLogin,
  ReportBatch,
  AccountAlarm,
  IngestPosition,
];

export const observationsResolvers = [ReportResolver, ReadinessResolver] as const;
