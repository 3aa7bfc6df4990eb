import { UseMiddleware } from "type-graphql";
import type { RequestContext } from "../graphql/index.js";
import { type Language, languageFor } from "../texts/index.js";

/** What somebody is to those who may not know their name. */
export type ActorRole = "THE_PLATFORM" | "A_RESELLER" | "A_DOMAIN" | "A_MAILBOX_OF" | "A_MAILBOX" | "AN_ADMINISTRATOR";

/** Before a role, with its domain after it: `:A_DOMAIN bakery.example`. No kept name begins so. */
const MARK = ":";

/** A name as it is kept and handed on: as it is, the same in every language. */
export function keptName(name: string): string {
  return name.startsWith(MARK) ? keptName(name.slice(MARK.length)) : name;
}

/** A role as it is kept and handed on, in place of a name. */
export function keptRole(role: ActorRole, domain = ""): string {
  return `${MARK}${role} ${domain}`.trimEnd();
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
export function actorNameIn(language: Language, kept: string, place: keyof Words = "alone"): string {
  if (!kept.startsWith(MARK)) return kept;
  const [role = "", domain = ""] = kept.slice(MARK.length).split(" ");
  return isRole(role) ? WORDS[role][place](language, domain) : kept;
}

/** In English, for the trail and for programs. */
export function actorNameForTrail(kept: string): string {
  return actorNameIn(languageFor("en"), kept);
}

function isRole(text: string): text is ActorRole {
  return Object.hasOwn(WORDS, text);
}

/** Of a field that holds a kept name or role: its reader gets it in their own language. */
export const NamesActor = () =>
  UseMiddleware(async ({ context }, next) => {
    const kept: unknown = await next();
    return typeof kept === "string" ? actorNameIn((context as RequestContext).language, kept) : kept;
  });
