import { UseMiddleware } from "type-graphql";
import type { RequestContext } from "../graphql/index.js";
import { type Language, languageFor } from "../texts/index.js";

/** What somebody is to those who may not know their name. */
export type ActorRole = "THE_PLATFORM" | "A_RESELLER" | "A_DOMAIN" | "A_MAILBOX_OF" | "A_MAILBOX" | "AN_ADMINISTRATOR";

declare const isKept: unique symbol;

/**
 * A name or a role as it is kept and handed on. To the compiler it is no text, although a column and JSON hold one: whoever
 * shows it goes through `actorNameIn`, or the field says `@NamesActor()` (`scripts/rules/actor-names.ts`).
 */
export interface KeptName {
  readonly [isKept]: true;
}

/** Before a role, with its domain after it: `:A_DOMAIN bakery.example`. No kept name begins so. */
const MARK = ":";

/** A name as it is kept and handed on: as it is, the same in every language. */
export function keptName(name: string): KeptName {
  return name.startsWith(MARK) ? keptName(name.slice(MARK.length)) : asKept(name);
}

/** A role as it is kept and handed on, in place of a name. */
export function keptRole(role: ActorRole, domain = ""): KeptName {
  return asKept(`${MARK}${role} ${domain}`.trimEnd());
}

/** What was kept in a place that holds texts: the values of a reason, the parameters of a mail. */
export function readKeptName(text: string): KeptName {
  return asKept(text);
}

/** The text for such a place. */
export function textToKeep(kept: KeptName): string {
  return kept as unknown as string;
}

/** What a column of this length holds of it. */
export function keptWithin(kept: KeptName, maxLength: number): KeptName {
  return asKept(textToKeep(kept).slice(0, maxLength));
}

function asKept(text: string): KeptName {
  return text as unknown as KeptName;
}

interface Words {
  /** Where the name stands alone. */
  readonly alone: (language: Language, domain: string) => string;
  /** After "by", which asks for another case in some languages. */
  readonly afterBy: (language: Language, domain: string) => string;
}

const WORDS: Readonly<Record<ActorRole, Words>> = {
  THE_PLATFORM: {
    alone: ({ say }) => say("actorName.THE_PLATFORM"),
    afterBy: ({ say }) => say("reasonActor.THE_PLATFORM"),
  },
  A_RESELLER: {
    alone: ({ say }) => say("actorName.A_RESELLER"),
    afterBy: ({ say }) => say("reasonActor.A_RESELLER"),
  },
  A_DOMAIN: {
    alone: ({ say }, domain) => say("actorName.A_DOMAIN", { domain }),
    afterBy: ({ say }, domain) => say("reasonActor.A_DOMAIN", { domain }),
  },
  A_MAILBOX_OF: {
    alone: ({ say }, domain) => say("actorName.A_MAILBOX_OF", { domain }),
    afterBy: ({ say }, domain) => say("reasonActor.A_MAILBOX_OF", { domain }),
  },
  A_MAILBOX: {
    alone: ({ say }) => say("actorName.A_MAILBOX"),
    afterBy: ({ say }) => say("reasonActor.A_MAILBOX"),
  },
  AN_ADMINISTRATOR: {
    alone: ({ say }) => say("actorName.AN_ADMINISTRATOR"),
    afterBy: ({ say }) => say("reasonActor.AN_ADMINISTRATOR"),
  },
};

/** A kept name or role in the reader's language. */
export function actorNameIn(language: Language, kept: KeptName, place: keyof Words = "alone"): string {
  const text = textToKeep(kept);
  if (!text.startsWith(MARK)) return text;
  const [role = "", domain = ""] = text.slice(MARK.length).split(" ");
  return isRole(role) ? WORDS[role][place](language, domain) : text;
}

/** In English, for the trail and for programs. */
export function actorNameForTrail(kept: KeptName): string {
  return actorNameIn(languageFor("en"), kept);
}

function isRole(text: string): text is ActorRole {
  return Object.hasOwn(WORDS, text);
}

/** Of a field that holds a kept name or role: its reader gets it in their own language. */
export const NamesActor = () =>
  UseMiddleware(async ({ context }, next) => {
    const kept: unknown = await next();
    return typeof kept === "string" ? actorNameIn((context as RequestContext).language, readKeptName(kept)) : kept;
  });
