/**
 * What accounts really send as: submissions from logs and reports, counted by day and pair, traces of single messages,
 * and logins that nobody knows. It refuses to know what follows from it.
 */
export { AccountAlarm } from "./account-alarm.entity.js";
export {
  DAY_MS,
  type DayRange,
  dayNumber,
  daysUntilToday,
  formatDay,
  lastWholeDays,
  startOfDay,
  weekOf,
  widened,
} from "./days.js";
export { deleteOldObservations } from "./delete-old-observations.js";
export { messagesUnder } from "./messages-under.queries.js";
export { findObserved, type Observed } from "./observed.js";
export { fromLog, OVERFLOW_KEY, observationKeyOf } from "./observed-submission.js";
export { type IntakeTally, recordSubmissions } from "./record-submissions.js";
export { SubmissionTrace } from "./submission-trace.entity.js";
export { listMessagesByIds, listMessagesByQueueId } from "./trace.queries.js";
export { tracesOf } from "./traces.js";

import { AccountAlarm } from "./account-alarm.entity.js";
import { ObservationDay } from "./observation-day.entity.js";
import { ObservationPair } from "./observation-pair.entity.js";
import { ObservationTotal } from "./observation-total.entity.js";
import { AccountMailResolver, AuthorizationMailResolver, DomainMailResolver } from "./recent-mail.resolver.js";
import { ReportResolver } from "./report.resolver.js";
import { ReportBatch } from "./report-batch.entity.js";
import { SubmissionTrace } from "./submission-trace.entity.js";
import { UnknownLogin } from "./unknown-login.entity.js";
import { UnknownLoginResolver } from "./unknown-login.resolver.js";
import { UnknownLoginAddress } from "./unknown-login-address.entity.js";
import { UnknownLoginTotal } from "./unknown-login-total.entity.js";
import { UnknownLoginTotalResolver } from "./unknown-login-total.resolver.js";

export const observationsEntities = [
  ObservationDay,
  ObservationPair,
  ObservationTotal,
  UnknownLogin,
  UnknownLoginTotal,
  UnknownLoginAddress,
  ReportBatch,
  AccountAlarm,
  SubmissionTrace,
];

export const observationsResolvers = [
  ReportResolver,
  UnknownLoginResolver,
  UnknownLoginTotalResolver,
  AuthorizationMailResolver,
  AccountMailResolver,
  DomainMailResolver,
] as const;
