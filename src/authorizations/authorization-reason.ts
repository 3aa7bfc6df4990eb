import { registerEnumType } from "type-graphql";
import { type Language, languageFor } from "../texts/index.js";
import { type ReasonText, wordsOfReason } from "./reason-text.js";

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
  PROOF_GONE = "PROOF_GONE",
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
}

type Values = Readonly<Record<"who" | "domain" | "address" | "days" | "mails" | "complaints", string | number>>;

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
  PROOF_GONE: ({ say }) => say("authorizationReason.PROOF_GONE"),
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
} satisfies Words<AuthorizationReason>;

/** In the schema each code says what readers of English get, with the names of what is filled in. */
const FILLED_IN = Object.fromEntries(
  ["who", "domain", "address", "days", "mails", "complaints"].map((name) => [name, `{${name}}`]),
) as Values;

registerEnumType(AuthorizationReason, {
  name: "AuthorizationReason",
  description: "Why an authorization is in its state, where nobody has said so in words of their own.",
  valuesConfig: Object.fromEntries(
    Object.entries(WORDS).map(([code, words]) => [code, { description: words(languageFor("en"), plain(FILLED_IN)) }]),
  ),
});

/** Who it was, as `actorNameAt` names them to readers who may not know them; a login is the same in every language. */
const ACTORS = {
  THE_PLATFORM: ({ say }) => say("reasonActor.THE_PLATFORM"),
  A_RESELLER: ({ say }) => say("reasonActor.A_RESELLER"),
  A_DOMAIN: ({ say }, { domain }) => say("reasonActor.A_DOMAIN", { domain }),
  A_MAILBOX_OF: ({ say }, { domain }) => say("reasonActor.A_MAILBOX_OF", { domain }),
  A_MAILBOX: ({ say }) => say("reasonActor.A_MAILBOX"),
  AN_ADMINISTRATOR: ({ say }) => say("reasonActor.AN_ADMINISTRATOR"),
} satisfies Words<string>;

/** What a reason is about; the others have none. */
interface Parameters {
  REMINDERS_UNANSWERED: { mails: string | number };
  ADMINISTERED_DOMAIN: { who: string | number };
  HOSTED_DOMAIN: { who: string | number };
  NOBODY_ALLOWED: { domain: string | number };
  SAME_DOMAIN_RULE: { domain: string | number };
  UNUSED: { days: string | number };
  COMPLAINTS: { complaints: string | number; days: string | number };
  OTHER_MEANT: { address: string | number };
  ACCEPTED_BY: { who: string | number };
  GRANTED_BY: { who: string | number };
  APPROVED_BY: { who: string | number };
  REFUSED_BY: { who: string | number };
  PAUSED_BY: { who: string | number };
  RESUMED_BY: { who: string | number };
  REVOKED_BY: { who: string | number };
}

type ParametersOf<Code extends AuthorizationReason> = `${Code}` extends keyof Parameters ? [Parameters[`${Code}`]] : [];

/** As it is kept: in English, so that the trail and whoever reads the database understand it. */
export function reasonBecause<Code extends AuthorizationReason>(code: Code, ...[values]: ParametersOf<Code>): string {
  return WORDS[code](languageFor("en"), plain(values ?? {}));
}

/** What a kept reason says; null for what somebody wrote. */
export function reasonCodeOf(reason: ReasonText | null): AuthorizationReason | null {
  const words = wordsOfReason(reason);
  return words === null ? null : (recognise(REASONS, words)?.code ?? null);
}

/** In the reader's language; what somebody wrote stays as it is. */
export function reasonIn(language: Language, reason: ReasonText | null): string | null {
  const words = wordsOfReason(reason);
  const known = words === null || language.code === "en" ? null : recognise(REASONS, words);
  if (known === null) return words;
  const { who } = known.values;
  const actor = who === undefined ? null : recognise(ACTOR_NAMES, who);
  const named = actor === null ? {} : { who: ACTORS[actor.code](language, plain(actor.values)) };
  return WORDS[known.code](language, plain({ ...known.values, ...named }));
}

interface Pattern<Code> {
  readonly code: Code;
  readonly pattern: RegExp;
}

const REASONS = patternsOf<AuthorizationReason>(WORDS);
const ACTOR_NAMES = patternsOf<keyof typeof ACTORS>(ACTORS);

/** The English words, each parameter as a group of its own. */
function patternsOf<Code extends string>(words: Words<Code>): Pattern<Code>[] {
  const names = ["who", "domain", "address", "days", "mails", "complaints"] as const;
  const marks = Object.fromEntries(names.map((name) => [name, `\uE000${name}\uE000`])) as Values;
  return (Object.entries(words) as [Code, Words<Code>[Code]][]).map(([code, say]) => {
    const text = say(languageFor("en"), marks).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return { code, pattern: new RegExp(`^${text.replace(/\uE000(\w+)\uE000/g, "(?<$1>.+)")}$`, "u") };
  });
}

function recognise<Code>(patterns: readonly Pattern<Code>[], words: string) {
  for (const { code, pattern } of patterns) {
    const found = pattern.exec(words);
    if (found !== null) return { code, values: (found.groups ?? {}) as Readonly<Partial<Record<string, string>>> };
  }
  return null;
}

/** A number is said as it was kept, without the marks of a language. */
function plain(values: object): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])) as unknown as Values;
}
