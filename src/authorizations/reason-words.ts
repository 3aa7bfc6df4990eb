import { registerEnumType } from "type-graphql";
import { actorNameIn, type CodedTrailReason, readKeptName } from "../audit/index.js";
import { parseCalendarDay, parseTimeZone } from "../kernel/index.js";
import { type Language, languageFor } from "../texts/index.js";
import { AuthorizationReason, REASON_VALUES, type ReasonText, type ReasonValues } from "./authorization-reason.js";

type Values = Required<ReasonValues>;

type Words<Code extends string> = Readonly<Record<Code, (language: Language, values: Values) => string>>;

const WORDS = {
  ALLOWED_BY_OWNER: ({ say }) => say("authorizationReason.ALLOWED_BY_OWNER"),
  DENIED_BY_OWNER: ({ say }) => say("authorizationReason.DENIED_BY_OWNER"),
  WITHDRAWN_BY_OWNER: ({ say }) => say("authorizationReason.WITHDRAWN_BY_OWNER"),
  REMINDERS_UNANSWERED: ({ say }, { mails }) => say("authorizationReason.REMINDERS_UNANSWERED", { mails }),
  MAIL_CAME_BACK: ({ say }) => say("authorizationReason.MAIL_CAME_BACK"),
  NOT_ANSWERED: ({ say }) => say("authorizationReason.NOT_ANSWERED"),
  WRONG_NUMBER: ({ say }) => say("authorizationReason.WRONG_NUMBER"),
  TIME_OVER: ({ say }) => say("authorizationReason.TIME_OVER"),
  OWN_ADDRESS: ({ say }) => say("authorizationReason.OWN_ADDRESS"),
  OWN_ALIAS: ({ say }) => say("authorizationReason.OWN_ALIAS"),
  OWN_SUBADDRESS: ({ say }) => say("authorizationReason.OWN_SUBADDRESS"),
  OWN_DOMAIN: ({ say }) => say("authorizationReason.OWN_DOMAIN"),
  ADMINISTERED_DOMAIN: ({ say }, { who }) => say("authorizationReason.ADMINISTERED_DOMAIN", { who }),
  HOSTED_DOMAIN: ({ say }, { who }) => say("authorizationReason.HOSTED_DOMAIN", { who }),
  BECAME_MAILBOX: ({ say }) => say("authorizationReason.BECAME_MAILBOX"),
  NO_LONGER_OWN: ({ say }) => say("authorizationReason.NO_LONGER_OWN"),
  GIVEN_UP: ({ say }) => say("authorizationReason.GIVEN_UP"),
  DOMAIN_NOT_HOSTED: ({ say }) => say("authorizationReason.DOMAIN_NOT_HOSTED"),
  NOT_PUBLISHED: ({ say }) => say("authorizationReason.NOT_PUBLISHED"),
  RECORD_FOUND: ({ say }, { record }) => say("authorizationReason.RECORD_FOUND", { record }),
  PROOF_GONE: ({ say }) => say("authorizationReason.PROOF_GONE"),
  PROOF_GONE_SINCE: (language, values) =>
    language.say("authorizationReason.PROOF_GONE_SINCE", { day: dayIn(language, values) }),
  PROOF_BACK: ({ say }) => say("authorizationReason.PROOF_BACK"),
  NOBODY_ALLOWED: ({ say }, { domain }) => say("authorizationReason.NOBODY_ALLOWED", { domain }),
  SAME_DOMAIN_RULE: ({ say }, { domain }) => say("authorizationReason.SAME_DOMAIN_RULE", { domain }),
  UNUSED: ({ say }, { days }) => say("authorizationReason.UNUSED", { days }),
  COMPLAINTS: ({ say }, { complaints, days }) => say("authorizationReason.COMPLAINTS", { complaints, days }),
  SEEN_BEFORE: ({ say }) => say("authorizationReason.SEEN_BEFORE"),
  NOT_LISTED: ({ say }) => say("authorizationReason.NOT_LISTED"),
  OTHER_MEANT: ({ say }, { address }) => say("authorizationReason.OTHER_MEANT", { address }),
  ACCEPTED_BY: ({ say }, { who }) => say("authorizationReason.ACCEPTED_BY", { who }),
  GRANTED_BY: ({ say }, { who }) => say("authorizationReason.GRANTED_BY", { who }),
  APPROVED_BY: ({ say }, { who }) => say("authorizationReason.APPROVED_BY", { who }),
  REFUSED_BY: ({ say }, { who }) => say("authorizationReason.REFUSED_BY", { who }),
  PAUSED_BY: ({ say }, { who }) => say("authorizationReason.PAUSED_BY", { who }),
  RESUMED_BY: ({ say }, { who }) => say("authorizationReason.RESUMED_BY", { who }),
  REVOKED_BY: ({ say }, { who }) => say("authorizationReason.REVOKED_BY", { who }),
  DISMISSED_BY: ({ say }, { who }) => say("authorizationReason.DISMISSED_BY", { who }),
  GIVEN_BY_FORMER_HOLDER: ({ say }) => say("authorizationReason.GIVEN_BY_FORMER_HOLDER"),
  IMPORTED_FROM: ({ say }, { file }) => say("authorizationReason.IMPORTED_FROM", { file }),
} satisfies Words<AuthorizationReason>;

/** As it stands where it is no day, as in the schema. */
function dayIn(language: Language, { day, zone }: Values): string {
  const known = parseTimeZone(zone);
  const parsed = known === null ? null : parseCalendarDay(day, known);
  return parsed === null ? day : language.day(parsed);
}

/** In the schema each code says what readers of English get, with the names of what is filled in. */
const FILLED_IN = Object.fromEntries(REASON_VALUES.map((name) => [name, `{${name}}`])) as Values;

registerEnumType(AuthorizationReason, {
  name: "AuthorizationReason",
  description: "Why an authorization is in its state, where nobody has said so in words of their own.",
  valuesConfig: Object.fromEntries(
    Object.entries(WORDS).map(([code, words]) => [code, { description: words(languageFor("en"), FILLED_IN) }]),
  ),
});

/** What a kept reason says in the reader's language; what somebody wrote stays as it is. */
export function reasonIn(language: Language, reason: ReasonText | null): string | null {
  if (reason === null) return null;
  if ("words" in reason) return reason.words;
  const { who } = reason.values;
  const named = who === undefined ? {} : { who: actorNameIn(language, readKeptName(who), "afterBy") };
  return WORDS[reason.code](language, filledIn({ ...reason.values, ...named }));
}

/** In English, for programs. */
export function wordsOfReason(reason: ReasonText | null): string | null {
  return reasonIn(languageFor("en"), reason);
}

/** For the trail: a code stays one, and each reader of the trail gets it in their own language. */
export function reasonForTrail(reason: ReasonText | null): CodedTrailReason | string | null {
  const words = wordsOfReason(reason);
  if (reason === null || words === null || "words" in reason) return words;
  return { words, code: { kind: "AUTHORIZATION", what: reason } };
}

/** A code keeps all that its words want. */
function filledIn(values: ReasonValues): Values {
  return values as Values;
}
