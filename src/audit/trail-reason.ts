import { type Language, languageFor } from "../texts/index.js";

/** Why the program itself did something, where no other room has a code for it. */
export type TrailReasonCode =
  | "OTHERS_HOLD_RIGHTS"
  | "PROOF_OF_FORMER_RESELLER"
  | "ALIAS_DOMAIN_DELETED"
  | "SET_FURTHER_UP"
  | "TOKEN_USED_TWICE"
  | "OWNER_ANSWERED"
  | "OWNER_OPENED_LINK"
  | "MAIL_DELIVERED";

/** A reason as it is sealed with its event: of whose words it is made, and what is filled into them. Plain JSON. */
export interface ReasonCode {
  readonly kind: "TRAIL" | "AUTHORIZATION" | "PROOF";
  readonly what: unknown;
}

/** What the program gives as a reason: in English, as the chain keeps it and programs read it, and as its code. */
export interface CodedTrailReason {
  readonly words: string;
  readonly code: ReasonCode;
}

const WORDS: Readonly<Record<TrailReasonCode, (language: Language) => string>> = {
  OTHERS_HOLD_RIGHTS: ({ say }) => say("trailReason.OTHERS_HOLD_RIGHTS"),
  PROOF_OF_FORMER_RESELLER: ({ say }) => say("trailReason.PROOF_OF_FORMER_RESELLER"),
  ALIAS_DOMAIN_DELETED: ({ say }) => say("trailReason.ALIAS_DOMAIN_DELETED"),
  SET_FURTHER_UP: ({ say }) => say("trailReason.SET_FURTHER_UP"),
  TOKEN_USED_TWICE: ({ say }) => say("trailReason.TOKEN_USED_TWICE"),
  OWNER_ANSWERED: ({ say }) => say("trailReason.OWNER_ANSWERED"),
  OWNER_OPENED_LINK: ({ say }) => say("trailReason.OWNER_OPENED_LINK"),
  MAIL_DELIVERED: ({ say }) => say("trailReason.MAIL_DELIVERED"),
};

export function trailReason(code: TrailReasonCode): CodedTrailReason {
  return { words: WORDS[code](languageFor("en")), code: { kind: "TRAIL", what: code } };
}

export function trailReasonIn(language: Language, code: TrailReasonCode): string {
  return WORDS[code](language);
}
