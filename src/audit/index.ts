/**
 * Audit events, chained by hash and written in the caller's transaction. It knows who did what to which row where, and
 * refuses to know what the rows mean.
 */
export {
  actorNameForTrail,
  actorNameIn,
  type KeptName,
  keptWithin,
  NamesActor,
  readKeptName,
  textToKeep,
} from "./actor-name.js";
export { AUDIT_ACTIONS, type AuditAction } from "./audit-actions.js";
export { AuditEvent } from "./audit-event.entity.js";
export { listAuditEvents, newestEventsAbout } from "./audit-event.queries.js";
export { auditNodes } from "./audit-event.resolver.js";
export { CHAIN_START, findBrokenLink } from "./chain.js";
export { onRecordedHere } from "./event-announcements.js";
export { type FollowedEvents, followEvents, lastSequence } from "./follow-events.js";
export { forgetReaders } from "./forget-readers.js";
export { readerKeyOf, readerKeysOf } from "./reader-keys.js";
export {
  type AuditDetails,
  type AuditSubject,
  appendToChain,
  type RecordedEvent,
  recordAudit,
  recordedIn,
} from "./record-audit.js";
export { actorNameAt, shownActor } from "./shown-actor.js";
export { type CodedTrailReason, type TrailReasonCode, trailReason, trailReasonIn } from "./trail-reason.js";

import { AuditEvent } from "./audit-event.entity.js";
import { AuditEventResolver } from "./audit-event.resolver.js";
import { AuditHead } from "./audit-head.entity.js";
import { AuditReader } from "./audit-reader.entity.js";

export const auditResolvers = [AuditEventResolver] as const;

export const auditEntities = [AuditEvent, AuditHead, AuditReader];
