/**
 * Value types and pure functions that every other room speaks in: addresses, domains, scopes, actors, time, errors.
 * It does no I/O and refuses to know any room above it.
 */
export {
  type Actor,
  type ActorKind,
  ADMINISTRATORS,
  ANONYMOUS_ACTOR,
  type Role,
  requireRole,
  requireScope,
  SYSTEM_ACTOR,
} from "./actor.js";
export { optionalAddressList } from "./address-list.js";
export { type BrandShades, brandColours, isColour } from "./brand-colours.js";
export {
  addDays,
  type CalendarDay,
  calendarDay,
  dayOf,
  endOfDay,
  isoDay,
  isoWeek,
  parseCalendarDay,
  startOfDay,
} from "./calendar-day.js";
export { type Clock, systemClock } from "./clock.js";
export {
  alreadyThere,
  badInput,
  conflict,
  DomainError,
  forbidden,
  notFound,
  soAlready,
} from "./domain-error.js";
export { parseDomainName, requireDomainName } from "./domain-name.js";
export {
  atDomain,
  type EmailAddress,
  externalReversePath,
  formatEmailAddress,
  type ParsedEmailAddress,
  parseEmailAddress,
  parseReversePath,
  type ReversePath,
  requireEmailAddress,
  withoutSubaddress,
  writtenReversePath,
} from "./email-address.js";
export {
  type ForeignRow,
  foreignRow,
  rowAcrossTenants,
  rowsAcrossTenants,
  rowsWithin,
  rowWithin,
} from "./foreign-row.js";
export type { GlobalId, WithRowIds } from "./global-id.js";
export { isIdentifier, newIdentifier } from "./identifier.js";
export { type KeptRefusal, keepRefusal, refusalAt, refusalFrom } from "./kept-refusal.js";
export { domainToULabels, KEY_RULE, type KeyRule, problemOfDomainRule } from "./key-rule.js";
export { hashOfLinkToken, newLinkToken } from "./link-token.js";
export type { Locked } from "./locked.js";
export { type LogoPicture, logoName, logoPicture, sizeOfLogo } from "./logo-name.js";
export { parseFromHeader } from "./mailbox-list.js";
export { type Changeable, type Changes, newInstance, type Properties, pick } from "./new-instance.js";
export { ownValue } from "./own-value.js";
export { type PageLink, pageLink, SHORT_PATHS } from "./page-link.js";
export {
  MAX_PANEL_TEMPLATE_LENGTH,
  PANEL_TEMPLATE_RULE,
  type PanelTemplate,
  readPanelTemplate,
} from "./panel-template.js";
export {
  optionalPublicText,
  ownHostAsText,
  PUBLIC_TEXT_RULE,
  type PublicText,
  readPublicText,
  requirePublicText,
} from "./public-text.js";
export { isRankAbove, mayUndo, rankOf, requireMayUndo } from "./rank.js";
export type { DomainErrorCode, ParameterName, ReasonFamily } from "./reason-definition.js";
export { because, REASONS, type ReasonName, type ReasonOf } from "./reasons.js";
export { required } from "./required.js";
export {
  endOfSubtree,
  PLATFORM_SCOPE,
  type Place,
  pathsFromTop,
  placeOfScope,
  RESELLER_LABEL_LENGTH,
  type Scope,
  scopeCovers,
} from "./scope.js";
export { stateMachine } from "./state-machine.js";
export {
  offsetName,
  optionalTimeZone,
  parseTimeZone,
  placeName,
  type TimeZone,
  UTC,
} from "./time-zone.js";
export { isTraceToken, newTraceToken, TRACE_HEADER } from "./trace-header.js";
export { requireUnchanged, requireVersion } from "./unchanged.js";
export { UNDO_MINUTES } from "./undo-time.js";
export { requireUndoable } from "./undoable.js";
export { keyedWakeUp, wakeUp } from "./wake-up.js";
