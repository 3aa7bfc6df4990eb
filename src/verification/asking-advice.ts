import { Field, ObjectType, registerEnumType } from "type-graphql";
import { VisibleTo } from "../graphql/index.js";
import type { Language, TextKey } from "../texts/index.js";
import { isOurSender } from "./tokens.js";

/** Why nobody may answer a question at an address. */
export enum AskingAdviceCode {
  /** The mail server or a program writes from there, and nobody reads what comes. */
  NOBODY_READS = "NOBODY_READS",
  /** A role (RFC 2142): whoever reads it may not be the one who may allow it. */
  ROLE_ADDRESS = "ROLE_ADDRESS",
  /** The sender of our own mails. */
  OUR_OWN_ADDRESS = "OUR_OWN_ADDRESS",
}

registerEnumType(AskingAdviceCode, {
  name: "AskingAdviceCode",
  description: "What to know before the owner of an address is asked.",
  valuesConfig: {
    NOBODY_READS: { description: "Addresses like `noreply@` have no reader who could answer" },
    OUR_OWN_ADDRESS: { description: "The platform's own questions come from it" },
    ROLE_ADDRESS: {
      description:
        "Addresses like `postmaster@` (RFC 2142) are read by several people, who may not know of the request",
    },
  },
});

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Why nobody may answer, and what to do instead." })
export class AskingAdvice {
  @Field(() => AskingAdviceCode, { description: "What is special about the address" })
  code: AskingAdviceCode;

  @Field(() => String, { description: "The part before the `@` that it is about" })
  localPart: string;

  @Field(() => String, {
    description: "In the language that the request names (`Accept-Language`), where it names none in the asker's.",
  })
  message: string;
}

const NOBODY_READS =
  /^(?:(?:do[-_.]?)?no[-_.]?t?[-_.]?reply|mailer-?daemon|bounces?|nobody|null|devnull|daemon|auto-?(?:reply|responder))(?:[-_.+].*)?$/i;
/** RFC 2142 3 to 6, which are not mailboxes of persons. */
const ROLES =
  /^(?:postmaster|hostmaster|webmaster|abuse|noc|security|usenet|news|uucp|ftp|www|root|list-request|.+-request)$/i;

/** What to say to whoever asks about that address, in their language; null where it looks like somebody's. */
export function askingAdviceFor(address: string, mailFrom: string, { say }: Language): AskingAdvice | null {
  const localPart = address.slice(0, address.lastIndexOf("@"));
  const code = codeFor(address, localPart, mailFrom);
  if (code === null) return null;
  return { code, localPart, message: `${say(WHY[code])} ${say("askingAdvice.instead")}` };
}

function codeFor(address: string, localPart: string, mailFrom: string): AskingAdviceCode | null {
  if (isOurSender(mailFrom, address)) return AskingAdviceCode.OUR_OWN_ADDRESS;
  if (NOBODY_READS.test(localPart)) return AskingAdviceCode.NOBODY_READS;
  return ROLES.test(localPart) ? AskingAdviceCode.ROLE_ADDRESS : null;
}

const WHY = {
  NOBODY_READS: "askingAdvice.NOBODY_READS",
  ROLE_ADDRESS: "askingAdvice.ROLE_ADDRESS",
  OUR_OWN_ADDRESS: "askingAdvice.OUR_OWN_ADDRESS",
} as const satisfies Readonly<Record<AskingAdviceCode, TextKey>>;
