import type { KeptName } from "../audit/index.js";

/**
 * Why something is in its state: by a code, whose words each reader gets in their own language (`reason-words.ts`), or as
 * somebody wrote it. What a person wrote is never taken for a code, and no rule acts on either: what rules need to know is
 * the basis.
 */
export type ReasonText = CodedReason | WrittenReason;

export interface CodedReason {
  readonly code: AuthorizationReason;
  /** What is filled into its words. */
  readonly values: ReasonValues;
}

export interface WrittenReason {
  readonly words: string;
}

export type ReasonValues = Readonly<Partial<Record<ReasonValue, string>>>;

export const REASON_VALUES = [
  "who",
  "domain",
  "address",
  "days",
  "mails",
  "complaints",
  "record",
  "day",
  "zone",
  "file",
] as const;
type ReasonValue = (typeof REASON_VALUES)[number];

/** Why an authorization is in its state, where nobody has said so in words of their own. */
export enum AuthorizationReason {
  ALLOWED_BY_OWNER = "ALLOWED_BY_OWNER",
  DENIED_BY_OWNER = "DENIED_BY_OWNER",
  WITHDRAWN_BY_OWNER = "WITHDRAWN_BY_OWNER",
  REMINDERS_UNANSWERED = "REMINDERS_UNANSWERED",
  MAIL_CAME_BACK = "MAIL_CAME_BACK",
  NOT_ANSWERED = "NOT_ANSWERED",
  WRONG_NUMBER = "WRONG_NUMBER",
  TIME_OVER = "TIME_OVER",
  OWN_ADDRESS = "OWN_ADDRESS",
  OWN_ALIAS = "OWN_ALIAS",
  OWN_SUBADDRESS = "OWN_SUBADDRESS",
  OWN_DOMAIN = "OWN_DOMAIN",
  ADMINISTERED_DOMAIN = "ADMINISTERED_DOMAIN",
  HOSTED_DOMAIN = "HOSTED_DOMAIN",
  BECAME_MAILBOX = "BECAME_MAILBOX",
  NO_LONGER_OWN = "NO_LONGER_OWN",
  GIVEN_UP = "GIVEN_UP",
  DOMAIN_NOT_HOSTED = "DOMAIN_NOT_HOSTED",
  NOT_PUBLISHED = "NOT_PUBLISHED",
  RECORD_FOUND = "RECORD_FOUND",
  PROOF_GONE = "PROOF_GONE",
  PROOF_GONE_SINCE = "PROOF_GONE_SINCE",
  PROOF_BACK = "PROOF_BACK",
  NOBODY_ALLOWED = "NOBODY_ALLOWED",
  SAME_DOMAIN_RULE = "SAME_DOMAIN_RULE",
  UNUSED = "UNUSED",
  COMPLAINTS = "COMPLAINTS",
  SEEN_BEFORE = "SEEN_BEFORE",
  NOT_LISTED = "NOT_LISTED",
  OTHER_MEANT = "OTHER_MEANT",
  ACCEPTED_BY = "ACCEPTED_BY",
  GRANTED_BY = "GRANTED_BY",
  APPROVED_BY = "APPROVED_BY",
  REFUSED_BY = "REFUSED_BY",
  PAUSED_BY = "PAUSED_BY",
  RESUMED_BY = "RESUMED_BY",
  REVOKED_BY = "REVOKED_BY",
  DISMISSED_BY = "DISMISSED_BY",
  GIVEN_BY_FORMER_HOLDER = "GIVEN_BY_FORMER_HOLDER",
  IMPORTED_FROM = "IMPORTED_FROM",
}

/** What a reason is about; the others have none. */
interface Parameters {
  REMINDERS_UNANSWERED: { mails: string | number };
  ADMINISTERED_DOMAIN: { who: KeptName };
  HOSTED_DOMAIN: { who: KeptName };
  RECORD_FOUND: { record: string | number };
  /** `2026-04-12`, a day of the zone. */
  PROOF_GONE_SINCE: { day: string | number; zone: string | number };
  NOBODY_ALLOWED: { domain: string | number };
  SAME_DOMAIN_RULE: { domain: string | number };
  UNUSED: { days: string | number };
  COMPLAINTS: { complaints: string | number; days: string | number };
  OTHER_MEANT: { address: string | number };
  ACCEPTED_BY: { who: KeptName };
  GRANTED_BY: { who: KeptName };
  APPROVED_BY: { who: KeptName };
  REFUSED_BY: { who: KeptName };
  PAUSED_BY: { who: KeptName };
  RESUMED_BY: { who: KeptName };
  REVOKED_BY: { who: KeptName };
  DISMISSED_BY: { who: KeptName };
  IMPORTED_FROM: { file: string | number };
}

type ParametersOf<Code extends AuthorizationReason> = `${Code}` extends keyof Parameters ? [Parameters[`${Code}`]] : [];

export function reasonBecause<Code extends AuthorizationReason>(
  code: Code,
  ...[values]: ParametersOf<Code>
): CodedReason {
  const filledIn = Object.entries(values ?? {}).map(([name, value]) => [name, String(value)]);
  return { code, values: Object.fromEntries(filledIn) };
}

/** As somebody wrote it. */
export function reasonText(words: string): WrittenReason;
export function reasonText(words: string | null): WrittenReason | null;
export function reasonText(words: string | null): WrittenReason | null {
  return words === null ? null : { words };
}

/** Null for what somebody wrote. */
export function reasonCodeOf(reason: ReasonText | null): AuthorizationReason | null {
  return reason !== null && "code" in reason ? reason.code : null;
}
