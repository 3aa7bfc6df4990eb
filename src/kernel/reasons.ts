import { type DetailName, type DomainErrorCode, definer, type ParameterTypes } from "./reason-definition.js";

const input = definer("INPUT", "BAD_USER_INPUT");
const selection = definer("SELECTION", "BAD_USER_INPUT");
const address = definer("ADDRESS", "BAD_USER_INPUT");
const tenantInput = definer("TENANT", "BAD_USER_INPUT");
const tenant = definer("TENANT", "CONFLICT");
const right = definer("AUTHORIZATION", "CONFLICT");
const answer = definer("AUTHORIZATION", "BAD_USER_INPUT");
const credential = definer("ACCESS", "UNAUTHENTICATED");
const permission = definer("ACCESS", "FORBIDDEN");
const accessInput = definer("ACCESS", "BAD_USER_INPUT");
const access = definer("ACCESS", "CONFLICT");
const policyInput = definer("POLICY", "BAD_USER_INPUT");
const policy = definer("POLICY", "CONFLICT");
const unavailable = definer("SERVICE", "UNAVAILABLE");
const limited = definer("SERVICE", "RATE_LIMITED");
const complex = definer("SERVICE", "TOO_COMPLEX");
const missing = definer("SERVICE", "NOT_FOUND");
const service = definer("SERVICE", "BAD_USER_INPUT");
const option = definer("COMMAND", "BAD_USER_INPUT");
const command = definer("COMMAND", "CONFLICT");
const notYet = definer("AUTHORIZATION", "UNAVAILABLE");
const unexpected = definer("SERVICE", "INTERNAL");

/**
 * Every reason for which something is refused: the closed set that programs act on, with its code and its parameters.
 * A refusal names one of them, or does not compile; docs/errors.md and the API's types are made from it.
 */
export const REASONS = {
  DOCUMENT_MALFORMED: input("The document, a variable or an argument does not fit the schema."),
  SEVERAL_PROBLEMS: input("Several things are wrong, of different kinds: `problems` names each."),
  VALUE_MISSING: input("A value is wanted here."),
  EXACTLY_ONE_WANTED: input("Of several parts exactly one is wanted."),
  TEXT_TOO_LONG: input("The text is longer than `limit` characters (octets, where it is no text for people).", "limit"),
  TEXT_LENGTH: input("The text has fewer than `min` or more than `max` characters.", "min", "max"),
  TEXT_NOT_ALLOWED: input("The text holds what people are not shown: no letters, line ends, hidden characters."),
  CHARACTER_NOT_ALLOWED: input("The text has a character that may not stand there."),
  OUT_OF_RANGE: input("The number is no whole one from `min` to `max`.", "min", "max"),
  TOO_MANY_ITEMS: input("The list has more than `limit` entries.", "limit"),
  BATCH_SIZE: input("A batch has from `min` to `max` items.", "min", "max"),
  LISTED_TWICE: definer("INPUT", "CONFLICT")("Two items of the call are about the same."),
  NAMED_TWICE: input("An entry stands in the list twice."),
  ENTRY_MALFORMED: input("An entry of the list has not the wanted form."),
  DATE_NOT_ALLOWED: input("The moment lies where it may not, or is none."),
  TIME_ZONE_UNKNOWN: input("There is no such time zone."),
  LANGUAGE_MALFORMED: input("The text is no language tag (BCP 47)."),
  COLOUR_MALFORMED: input("The text is no colour of six hexadecimal digits."),
  PICTURE_KIND: input("The data is no PNG, JPEG or WebP picture in base64."),
  PICTURE_DAMAGED: input("The picture is damaged, cut short, or followed by something that is no part of it."),
  PICTURE_TOO_BIG: input("The picture has more than `limit` octets.", "limit"),
  PICTURE_TOO_MANY_PIXELS: input("The picture has more than `limit` pixels.", "limit"),
  PICTURE_TOO_LONG: input("A side of the picture has more than `limit` pixels.", "limit"),
  NAME_MALFORMED: input("The name has not the wanted form."),
  TEMPLATE_MALFORMED: input("The template has not the wanted form."),
  KEY_MALFORMED: input("The text is no key of the wanted kind."),
  ID_MALFORMED: input("The text is no id of the wanted form."),
  CURSOR_UNKNOWN: input("The cursor is not one that this list gave out."),
  IDEMPOTENCY_KEY_MALFORMED: input("An idempotency key has 1 to 128 printable ASCII characters."),
  IDEMPOTENCY_KEY_USED: definer("INPUT", "CONFLICT")("The idempotency key was used for another call."),
  ANSWER_NOT_KEPT: definer("INPUT", "CONFLICT")("It was done under the same idempotency key, and the answer is lost."),
  SECRET_SHOWN_ONCE: definer("INPUT", "CONFLICT")(
    "It was done under the same idempotency key, and its secret was shown then; `existing` is what was made.",
    "existing",
  ),
  VERSION_CHANGED: definer("INPUT", "CONFLICT")(
    "Somebody else changed it meanwhile; `current` is what it is now.",
    "current",
  ),

  TEST_CODE_NOT_MATCHING: input("It is not the code of the last test mail."),
  SELECTION_EMPTY: selection("An id, a list or a filter is there and empty, and would select everything or nothing."),
  SELECTION_TOO_WIDE: selection("The selection would reach everything that the caller administers."),
  COUNT_DIFFERS: definer("SELECTION", "CONFLICT")(
    "The selection finds `found` rows, not `expectedCount`.",
    "found",
    "expectedCount",
  ),
  WOULD_END_TOO_MUCH: definer("SELECTION", "CONFLICT")(
    "It would end `found` things, more than `limit`, which the caller named.",
    "found",
    "limit",
  ),

  ADDRESS_MALFORMED: address("The text is no email address."),
  ADDRESS_OUTSIDE_DOMAIN: address("The address is not in the account's domain."),
  ADDRESS_READS_AS_WEB_ADDRESS: address("Before the @ stands what reads as a web address or a sentence."),
  ADDRESS_RECEIVES_NO_MAIL: address("The domain of the address receives no mail, so nobody can be asked there."),
  ADDRESS_NEEDS_SMTPUTF8: address("Our mail server takes no letters beyond ASCII before the @ (RFC 6531)."),
  WILDCARD_ADDRESS: address("The address is an asterisk; a domain authorization is meant."),
  NAME_LOOKS_LIKE_ADDRESS: address("The display name holds another address."),
  ADDRESS_TAKEN: definer("ADDRESS", "CONFLICT")("The address belongs to an account already."),
  ALIAS_DOMAIN_NOT_HOSTED: address("The alias is in no domain that is hosted here and that the caller administers."),
  DOMAIN_NAME_MALFORMED: address("The text is no domain name."),
  DOMAIN_NAME_TOO_LONG: address("The domain name is longer than `limit` characters.", "limit"),
  PUBLIC_SUFFIX: address("Names are registered below this one; it is nobody's own domain."),

  ASKED_ALREADY: right("The owner of the address was asked, and the question is open.", "existing"),
  MAY_SEND_ALREADY: right("The account may send as the address.", "existing"),
  PAUSED_ALREADY: right("There is an authorization, and it is paused.", "existing"),
  OWNER_SAID_NO: right("The owner of the address said no; before `until` nobody asks again.", "until"),
  OWNER_NOT_ANSWERED: right("The owner of the address was asked and has not answered."),
  PROFILE_EXISTS: right("There is such a profile already.", "existing"),
  LAST_PROFILE: right("It is the only profile of the address."),
  NOTHING_PROPOSED: right("Nothing is proposed."),
  PROOF_GONE: right("The authorization waits for the proof of a domain that is gone."),
  NOT_IN_THIS_STATE: right("In its `state` this cannot be done with it.", "state"),
  DOMAIN_ASKED_ALREADY: right("There is a domain authorization; `state` says whether it waits.", "state"),
  DECISION_STANDS: right("It was decided more than `limit` minutes ago, or something came of it since.", "limit"),
  DECIDED_ALREADY: right("It is decided already."),
  REASON_WANTED: answer("Against the owner's word it is given with a reason only."),
  NUMBER_WANTED: answer("To allow, the number that the asker sees is wanted."),
  NUMBER_NOT_MATCHING: answer("It is not the number that the asker sees; a second wrong one ends the question."),
  QUESTION_OVER: right("The question is answered, withdrawn or too old."),
  DOMAIN_NOT_ADMINISTERED: definer("AUTHORIZATION", "FORBIDDEN")(
    "Only the owner of an address, or an administrator of its `domain`, allows it.",
    "domain",
  ),
  DOMAIN_NOT_PROVEN: definer("AUTHORIZATION", "FORBIDDEN")("The `domain` is not proven to be the caller's.", "domain"),
  ACCOUNT_ONLY: definer("AUTHORIZATION", "FORBIDDEN")("Only the account itself may."),
  RECORD_NOT_FOUND: right("The DNS does not have the record that proves the domain."),
  RELEASED_ALREADY: right("The hold was released already."),

  REFERENCE_TAKEN: tenant("Something else of its kind has the external reference."),
  SLUG_TAKEN: tenant("Another reseller has the slug."),
  DOMAIN_TAKEN: tenant("The domain is hosted here already."),
  IS_DOMAIN_ALIAS: tenant("It is an alias of another domain; what is done to that one holds for it."),
  NO_DOMAIN_ALIAS: tenant("It is no alias of another domain."),
  DOMAIN_BELOW_ANOTHERS: tenant("A domain above it is another customer's."),
  EXCHANGER_TAKEN: tenant("The mail exchanger is listed for another reseller."),
  PROVEN_ALREADY: tenant("The domain is proven."),
  SUSPENDED_ALREADY: tenant("It is suspended."),
  NOT_SUSPENDED: tenant("It is not suspended."),
  THERE_ALREADY: tenant("It is there already."),
  NOT_EMPTY: tenant("There is something below it; `cascade` takes that along."),
  TOO_MANY_BELOW: tenant("More than `limit` rows are below it.", "limit"),
  ALIASES_TIE: tenant("Aliases tie it to another reseller's domains."),
  TOO_MANY_ALREADY: tenant("There are as many as there may be (`limit`).", "limit"),
  NO_BRAND: tenant("The reseller has nothing to be decided about."),
  BELOW_ITSELF: tenantInput("Nothing can be below itself."),
  HOST_NOT_PROVEN: tenantInput("The host is below no proven domain of the reseller."),
  PASSWORD_HASH_MALFORMED: tenantInput("The text is no argon2id hash in PHC form."),
  PASSWORD_HASH_OUT_OF_BOUNDS: tenantInput("The parameters of the hash are out of bounds."),

  SIGN_IN_WANTED: credential("The call has no credential."),
  TOKEN_EXPIRED: credential("The token or key does not hold, or no longer: sign in again or refresh."),
  WRONG_PASSWORD: credential("Login and password do not fit."),
  WRONG_SECOND_FACTOR: credential("The second factor does not fit, or was used before."),
  LOGIN_SUSPENDED: credential("The login is suspended."),
  SIGN_IN_TOOK_TOO_LONG: credential("Between password and second factor went too much time, or too many tries."),
  HANDOVER_OVER: credential("The link from a panel was used before, or is over."),
  SECOND_FACTOR_REQUIRED: credential("The platform or reseller requires a second factor, and there was none."),
  SECOND_FACTOR_MISSING: permission("A second factor is required of the caller, who has none yet."),
  ROLE_NOT_ALLOWED: permission("The caller's role may not do this."),
  OPERATOR_ONLY: permission("Only the platform's operator may."),
  RESELLER_ONLY: permission("Only the reseller may."),
  ADMINISTRATOR_ONLY: permission("Only an administrator may."),
  PERSON_ONLY: permission("A key cannot; somebody who signed in can."),
  DOCUMENT_NOT_REGISTERED: permission("The operator takes registered documents only, and this is none."),
  WHOLE_PLATFORM_ONLY: permission("The key has to be one of the whole platform."),
  BEYOND_OWN_SCOPE: permission("It concerns somebody who is not below the caller."),
  FURTHER_UP_ONLY: permission("Only those above may."),
  SET_FURTHER_UP: permission("Somebody further up set it, and only there can it be undone."),
  NOT_ONESELF: permission("Nobody does this to themselves."),
  VIEWING_ONLY: permission("Whoever looks as somebody else changes nothing."),
  OWN_SIGN_IN_WANTED: permission("A sign-in with a password of ours is wanted."),
  ISSUERS_TOKEN_WANTED: permission("A token that a trusted issuer has signed is wanted."),
  PASSWORD_LENGTH: accessInput("A password has from `min` to `max` characters.", "min", "max"),
  PASSWORD_WANTED: accessInput("The caller's own password is wanted."),
  PASSWORD_NOT_MATCHING: accessInput("It is not the caller's current password."),
  CODE_NOT_MATCHING: accessInput("The code, passkey or recovery code does not fit."),
  SCOPE_NOT_FITTING: accessInput("Such a credential is not for such a scope."),
  LOGIN_TAKEN: access("The login is taken."),
  ISSUER_TAKEN: access("The issuer is registered."),
  PASSKEY_TAKEN: access("The passkey is in use."),
  DISABLED_ALREADY: access("It is disabled."),
  STILL_ENABLED: access("It is enabled: disable it first."),
  NOT_DISABLED: access("It is not disabled."),
  REVOKED_ALREADY: access("It is revoked."),
  CONFIRMED_ALREADY: access("It is confirmed."),
  CANNOT_END_ONESELF: access("Nobody disables themselves."),
  LAST_OPERATOR: access("It is the last operator."),
  LAST_SECOND_FACTOR: access("It is the last second factor, and one is required."),
  NO_SECOND_FACTOR: access("There is no second factor."),
  NO_MAILBOX_SET: access("The administrator has no email address."),
  NOT_VIEWING: access("The caller looks as nobody else."),
  CANNOT_BE_VIEWED: access("The person is disabled or suspended."),
  ENROLMENT_EXPIRED: access("The enrolment took too long."),
  PASSKEYS_NOT_POSSIBLE: access("Passkeys need a PUBLIC_URL with a name and https."),

  SETTING_OF_HIGHER_SCOPE: policyInput("The `setting` is set further up only.", "setting"),
  DELIMITER_NOT_ALLOWED: policyInput("A character cannot divide a local part."),
  MODE_UNKNOWN: policyInput("There is no such mode."),
  SETTING_LOCKED: policy("The `setting` is locked by a scope above.", "setting"),
  POLICY_CHANGED_MEANWHILE: policy("Somebody set the policy of this scope at the same moment."),

  NOT_FOUND: missing("There is no such `kind` that the caller may see.", "kind"),
  NO_SUCH_PATH: missing("Nothing is found at this path."),
  LIMIT_REACHED: limited("There were `limit` in this time; after `retryAfter` seconds again.", "limit", "retryAfter"),
  COST_SPENT: limited(
    "The credential has spent what its calls may cost; `extensions.cost` says how much there is.",
    "retryAfter",
  ),
  TOO_MANY_FAILED_SIGN_INS: limited("Too many sign-ins have failed.", "retryAfter"),
  TOO_MANY_SUBSCRIPTIONS: limited("The connection has `limit` subscriptions.", "limit"),
  TOO_COMPLEX: complex("The document or its answer is too large."),
  BUSY: unavailable("Too much of this at once.", "retryAfter"),
  TOOK_TOO_LONG: unavailable("The call took too long and was ended.", "retryAfter"),
  CALLER_GONE: unavailable("The caller has gone."),
  ROW_GONE: unavailable("What was listed went away while it was read, several times: ask again.", "retryAfter"),
  DATABASE_UNREACHABLE: unavailable("The database cannot be reached.", "retryAfter"),
  DATABASE_UNSUITABLE: unavailable("The database is not one that can be used."),
  MIGRATIONS_PENDING: unavailable("The database is older than the program."),
  REVISION_NOT_HERE: unavailable("The `revision` has not arrived yet.", "revision", "retryAfter"),
  GATEWAYS_BEHIND: notYet(
    "It is done with `revision`; `missing` gateways do not have it yet.",
    "revision",
    "missing",
    "retryAfter",
  ),
  NAME_SERVER_SILENT: notYet("No name server answered.", "retryAfter"),
  SUBSCRIPTIONS_ONLY: service("Over a WebSocket there are subscriptions only."),
  REQUEST_MALFORMED: service("The HTTP request is not one that is read here."),
  OPTION_REFUSED: option("An option of the command line or a setting cannot be taken."),
  FILE_MALFORMED: option("A file has not the wanted form."),
  DATABASE_NOT_EMPTY: command("The database holds tenants."),
  NOT_ON_THIS_MACHINE: command("Samples are for a machine that nobody else reaches."),
  UNEXPECTED: unexpected("Something went wrong on our side."),
} as const;

export type ReasonName = keyof typeof REASONS;
type ParameterNameOf<Name extends ReasonName> = (typeof REASONS)[Name]["parameters"][number];

export type ParametersOf<Name extends ReasonName> = {
  readonly [Parameter in Exclude<ParameterNameOf<Name>, DetailName>]: ParameterTypes[Parameter];
};

/** A reason with its parameters. */
export interface Reason<Name extends ReasonName = ReasonName> {
  readonly name: Name;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Reasons of these codes: by name alone where there is nothing to add, else made with `because`. */
export type ReasonOf<Code extends DomainErrorCode = DomainErrorCode> = {
  [Name in ReasonName]: (typeof REASONS)[Name]["code"] extends Code
    ? keyof ParametersOf<Name> extends never
      ? Name
      : Reason<Name>
    : never;
}[ReasonName];

export function because<Name extends ReasonName>(name: Name, parameters: ParametersOf<Name>): Reason<Name> {
  return { name, parameters };
}
