import type { ReasonName, TimeZone } from "../kernel/index.js";
import type { Language } from "../texts/index.js";

export type ProblemWords = (
  language: Language,
  parameters: Readonly<Record<string, unknown>>,
  zone: TimeZone,
) => string;

/** Programs alone meet these; a person who does is told in English, in the operation's own words. */
type OfPrograms =
  | "DOCUMENT_MALFORMED"
  | "SEVERAL_PROBLEMS"
  | "ID_MALFORMED"
  | "CURSOR_UNKNOWN"
  | "IDEMPOTENCY_KEY_MALFORMED"
  | "IDEMPOTENCY_KEY_USED"
  | "ANSWER_NOT_KEPT"
  | "PASSWORD_HASH_MALFORMED"
  | "PASSWORD_HASH_OUT_OF_BOUNDS"
  | "TOO_MANY_SUBSCRIPTIONS"
  | "SUBSCRIPTIONS_ONLY"
  | "REQUEST_MALFORMED"
  | "NO_SUCH_PATH"
  | "CALLER_GONE"
  | "REVISION_NOT_HERE"
  | "ISSUERS_TOKEN_WANTED"
  | "DATABASE_UNSUITABLE"
  | "MIGRATIONS_PENDING"
  | "OPTION_REFUSED"
  | "FILE_MALFORMED"
  | "DATABASE_NOT_EMPTY"
  | "NOT_ON_THIS_MACHINE";

/** What is said in the reader's language where it is thrown. */
type SaidAtOnce = "RECORD_NOT_FOUND" | "NAME_SERVER_SILENT";

export type ReasonForPeople = Exclude<ReasonName, OfPrograms | SaidAtOnce>;

const count = (value: unknown): number => (typeof value === "number" ? value : 0);

/** What those who administer meet. */
export const REFUSED_ACTS = {
  VALUE_MISSING: ({ say }) => say("refusedAct.VALUE_MISSING"),
  EXACTLY_ONE_WANTED: ({ say }) => say("refusedAct.EXACTLY_ONE_WANTED"),
  TEXT_LENGTH: ({ say }, { min, max }) => say("refusedAct.TEXT_LENGTH", { min: count(min), max: count(max) }),
  TEXT_NOT_ALLOWED: ({ say }) => say("refusedAct.TEXT_NOT_ALLOWED"),
  OUT_OF_RANGE: ({ say }, { min, max }) => say("refusedAct.OUT_OF_RANGE", { min: count(min), max: count(max) }),
  TOO_MANY_ITEMS: ({ say }, { limit }) => say("refusedAct.TOO_MANY_ITEMS", { limit: count(limit) }),
  BATCH_SIZE: ({ say }, { min, max }) => say("refusedAct.BATCH_SIZE", { min: count(min), max: count(max) }),
  LISTED_TWICE: ({ say }) => say("refusedAct.LISTED_TWICE"),
  NAMED_TWICE: ({ say }) => say("refusedAct.NAMED_TWICE"),
  ENTRY_MALFORMED: ({ say }) => say("refusedAct.ENTRY_MALFORMED"),
  DATE_NOT_ALLOWED: ({ say }) => say("refusedAct.DATE_NOT_ALLOWED"),
  TIME_ZONE_UNKNOWN: ({ say }) => say("refusedAct.TIME_ZONE_UNKNOWN"),
  LANGUAGE_MALFORMED: ({ say }) => say("refusedAct.LANGUAGE_MALFORMED"),
  COLOUR_MALFORMED: ({ say }) => say("refusedAct.COLOUR_MALFORMED"),
  NAME_MALFORMED: ({ say }) => say("refusedAct.NAME_MALFORMED"),
  TEMPLATE_MALFORMED: ({ say }) => say("refusedAct.TEMPLATE_MALFORMED"),
  KEY_MALFORMED: ({ say }) => say("refusedAct.KEY_MALFORMED"),
  SECRET_SHOWN_ONCE: ({ say }) => say("refusedAct.SECRET_SHOWN_ONCE"),
  TEST_CODE_NOT_MATCHING: ({ say }) => say("refusedAct.TEST_CODE_NOT_MATCHING"),
  SELECTION_EMPTY: ({ say }) => say("refusedAct.SELECTION_EMPTY"),
  SELECTION_TOO_WIDE: ({ say }) => say("refusedAct.SELECTION_TOO_WIDE"),
  COUNT_DIFFERS: ({ say }, { found }) => say("refusedAct.COUNT_DIFFERS", { found: count(found) }),
  WOULD_END_TOO_MUCH: ({ say }, { found, limit }) =>
    say("refusedAct.WOULD_END_TOO_MUCH", { found: count(found), limit: count(limit) }),
  ADDRESS_OUTSIDE_DOMAIN: ({ say }) => say("refusedAct.ADDRESS_OUTSIDE_DOMAIN"),
  WILDCARD_ADDRESS: ({ say }) => say("refusedAct.WILDCARD_ADDRESS"),
  ADDRESS_TAKEN: ({ say }) => say("refusedAct.ADDRESS_TAKEN"),
  ALIAS_DOMAIN_NOT_HOSTED: ({ say }) => say("refusedAct.ALIAS_DOMAIN_NOT_HOSTED"),
  DOMAIN_NAME_MALFORMED: ({ say }) => say("refusedAct.DOMAIN_NAME_MALFORMED"),
  DOMAIN_NAME_TOO_LONG: ({ say }, { limit }) => say("refusedAct.DOMAIN_NAME_TOO_LONG", { limit: count(limit) }),
  PUBLIC_SUFFIX: ({ say }) => say("refusedAct.PUBLIC_SUFFIX"),
  NOTHING_PROPOSED: ({ say }) => say("refusedAct.NOTHING_PROPOSED"),
  PROOF_GONE: ({ say }) => say("refusedAct.PROOF_GONE"),
  NOT_IN_THIS_STATE: ({ say }) => say("refusedAct.NOT_IN_THIS_STATE"),
  DOMAIN_ASKED_ALREADY: ({ say }) => say("refusedAct.DOMAIN_ASKED_ALREADY"),
  DECISION_STANDS: ({ say }, { limit }) => say("refusedAct.DECISION_STANDS", { limit: count(limit) }),
  DECIDED_ALREADY: ({ say }) => say("refusedAct.DECIDED_ALREADY"),
  REASON_WANTED: ({ say }) => say("refusedAct.REASON_WANTED"),
  NUMBER_WANTED: ({ say }) => say("refusedAct.NUMBER_WANTED"),
  DOMAIN_NOT_ADMINISTERED: ({ say }, { domain }) =>
    say("refusedAct.DOMAIN_NOT_ADMINISTERED", { domain: String(domain) }),
  DOMAIN_NOT_PROVEN: ({ say }, { domain }) => say("refusedAct.DOMAIN_NOT_PROVEN", { domain: String(domain) }),
  ACCOUNT_ONLY: ({ say }) => say("refusedAct.ACCOUNT_ONLY"),
  RELEASED_ALREADY: ({ say }) => say("refusedAct.RELEASED_ALREADY"),
  REFERENCE_TAKEN: ({ say }) => say("refusedAct.REFERENCE_TAKEN"),
  SLUG_TAKEN: ({ say }) => say("refusedAct.SLUG_TAKEN"),
  DOMAIN_TAKEN: ({ say }) => say("refusedAct.DOMAIN_TAKEN"),
  IS_DOMAIN_ALIAS: ({ say }) => say("refusedAct.IS_DOMAIN_ALIAS"),
  NO_DOMAIN_ALIAS: ({ say }) => say("refusedAct.NO_DOMAIN_ALIAS"),
  DOMAIN_BELOW_ANOTHERS: ({ say }) => say("refusedAct.DOMAIN_BELOW_ANOTHERS"),
  EXCHANGER_TAKEN: ({ say }) => say("refusedAct.EXCHANGER_TAKEN"),
  PROVEN_ALREADY: ({ say }) => say("refusedAct.PROVEN_ALREADY"),
  SUSPENDED_ALREADY: ({ say }) => say("refusedAct.SUSPENDED_ALREADY"),
  NOT_SUSPENDED: ({ say }) => say("refusedAct.NOT_SUSPENDED"),
  THERE_ALREADY: ({ say }) => say("refusedAct.THERE_ALREADY"),
  NOT_EMPTY: ({ say }) => say("refusedAct.NOT_EMPTY"),
  TOO_MANY_BELOW: ({ say }, { limit }) => say("refusedAct.TOO_MANY_BELOW", { limit: count(limit) }),
  ALIASES_TIE: ({ say }) => say("refusedAct.ALIASES_TIE"),
  TOO_MANY_ALREADY: ({ say }, { limit }) => say("refusedAct.TOO_MANY_ALREADY", { limit: count(limit) }),
  NO_BRAND: ({ say }) => say("refusedAct.NO_BRAND"),
  BELOW_ITSELF: ({ say }) => say("refusedAct.BELOW_ITSELF"),
  HOST_NOT_PROVEN: ({ say }) => say("refusedAct.HOST_NOT_PROVEN"),
  SIGN_IN_WANTED: ({ say }) => say("refusedAct.SIGN_IN_WANTED"),
  SECOND_FACTOR_REQUIRED: ({ say }) => say("refusedAct.SECOND_FACTOR_REQUIRED"),
  SECOND_FACTOR_MISSING: ({ say }) => say("refusedAct.SECOND_FACTOR_MISSING"),
  ROLE_NOT_ALLOWED: ({ say }) => say("refusedAct.ROLE_NOT_ALLOWED"),
  OPERATOR_ONLY: ({ say }) => say("refusedAct.OPERATOR_ONLY"),
  RESELLER_ONLY: ({ say }) => say("refusedAct.RESELLER_ONLY"),
  ADMINISTRATOR_ONLY: ({ say }) => say("refusedAct.ADMINISTRATOR_ONLY"),
  PERSON_ONLY: ({ say }) => say("refusedAct.PERSON_ONLY"),
  DOCUMENT_NOT_REGISTERED: ({ say }) => say("refusedAct.DOCUMENT_NOT_REGISTERED"),
  WHOLE_PLATFORM_ONLY: ({ say }) => say("refusedAct.WHOLE_PLATFORM_ONLY"),
  BEYOND_OWN_SCOPE: ({ say }) => say("refusedAct.BEYOND_OWN_SCOPE"),
  FURTHER_UP_ONLY: ({ say }) => say("refusedAct.FURTHER_UP_ONLY"),
  SET_FURTHER_UP: ({ say }) => say("refusedAct.SET_FURTHER_UP"),
  NOT_ONESELF: ({ say }) => say("refusedAct.NOT_ONESELF"),
  VIEWING_ONLY: ({ say }) => say("refusedAct.VIEWING_ONLY"),
  HANDOVER_OVER: ({ say }) => say("refusedAct.HANDOVER_OVER"),
  OWN_SIGN_IN_WANTED: ({ say }) => say("refusedAct.OWN_SIGN_IN_WANTED"),
  PASSWORD_WANTED: ({ say }) => say("refusedAct.PASSWORD_WANTED"),
  CODE_NOT_MATCHING: ({ say }) => say("refusedAct.CODE_NOT_MATCHING"),
  SCOPE_NOT_FITTING: ({ say }) => say("refusedAct.SCOPE_NOT_FITTING"),
  LOGIN_TAKEN: ({ say }) => say("refusedAct.LOGIN_TAKEN"),
  ISSUER_TAKEN: ({ say }) => say("refusedAct.ISSUER_TAKEN"),
  PASSKEY_TAKEN: ({ say }) => say("refusedAct.PASSKEY_TAKEN"),
  DISABLED_ALREADY: ({ say }) => say("refusedAct.DISABLED_ALREADY"),
  STILL_ENABLED: ({ say }) => say("refusedAct.STILL_ENABLED"),
  NOT_DISABLED: ({ say }) => say("refusedAct.NOT_DISABLED"),
  REVOKED_ALREADY: ({ say }) => say("refusedAct.REVOKED_ALREADY"),
  CONFIRMED_ALREADY: ({ say }) => say("refusedAct.CONFIRMED_ALREADY"),
  CANNOT_END_ONESELF: ({ say }) => say("refusedAct.CANNOT_END_ONESELF"),
  LAST_OPERATOR: ({ say }) => say("refusedAct.LAST_OPERATOR"),
  LAST_SECOND_FACTOR: ({ say }) => say("refusedAct.LAST_SECOND_FACTOR"),
  NO_SECOND_FACTOR: ({ say }) => say("refusedAct.NO_SECOND_FACTOR"),
  NO_MAILBOX_SET: ({ say }) => say("refusedAct.NO_MAILBOX_SET"),
  NOT_VIEWING: ({ say }) => say("refusedAct.NOT_VIEWING"),
  CANNOT_BE_VIEWED: ({ say }) => say("refusedAct.CANNOT_BE_VIEWED"),
  ENROLMENT_EXPIRED: ({ say }) => say("refusedAct.ENROLMENT_EXPIRED"),
  PASSKEYS_NOT_POSSIBLE: ({ say }) => say("refusedAct.PASSKEYS_NOT_POSSIBLE"),
  SETTING_OF_HIGHER_SCOPE: ({ say }) => say("refusedAct.SETTING_OF_HIGHER_SCOPE"),
  DELIMITER_NOT_ALLOWED: ({ say }) => say("refusedAct.DELIMITER_NOT_ALLOWED"),
  MODE_UNKNOWN: ({ say }) => say("refusedAct.MODE_UNKNOWN"),
  SETTING_LOCKED: ({ say }) => say("refusedAct.SETTING_LOCKED"),
  POLICY_CHANGED_MEANWHILE: ({ say }) => say("refusedAct.POLICY_CHANGED_MEANWHILE"),
  COST_SPENT: ({ say }) => say("refusedAct.COST_SPENT"),
  TOO_COMPLEX: ({ say }) => say("refusedAct.TOO_COMPLEX"),
  BUSY: ({ say }) => say("refusedAct.BUSY"),
  TOOK_TOO_LONG: ({ say }) => say("refusedAct.TOOK_TOO_LONG"),
  ROW_GONE: ({ say }) => say("refusedAct.ROW_GONE"),
  DATABASE_UNREACHABLE: ({ say }) => say("refusedAct.DATABASE_UNREACHABLE"),
  GATEWAYS_BEHIND: ({ say }, { missing }) => say("refusedAct.GATEWAYS_BEHIND", { missing: count(missing) }),
  UNEXPECTED: ({ say }) => say("refusedAct.UNEXPECTED"),
} satisfies Partial<Record<ReasonForPeople, ProblemWords>>;
