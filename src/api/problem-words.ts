import { type DomainError, type ReasonName, UTC } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { type ProblemWords, REFUSED_ACTS, type ReasonForPeople } from "./refused-act-words.js";

const count = (value: unknown): number => (typeof value === "number" ? value : 0);

/** Every reason that a person meets has words; one that has none does not compile. */
const WORDS: Readonly<Record<ReasonForPeople, ProblemWords>> = {
  ...REFUSED_ACTS,
  // What mailbox users meet.
  WRONG_PASSWORD: ({ say }) => say("problem.wrongPassword"),
  TOKEN_EXPIRED: ({ say }) => say("problem.tokenExpired"),
  LOGIN_SUSPENDED: ({ say }) => say("problem.loginSuspended"),
  TOO_MANY_FAILED_SIGN_INS: ({ say }) => say("problem.tooManySignIns"),
  WRONG_SECOND_FACTOR: ({ say }) => say("problem.wrongSecondFactor"),
  SIGN_IN_TOOK_TOO_LONG: ({ say }) => say("problem.signInTookTooLong"),
  PASSWORD_LENGTH: ({ say }, { min, max }) => say("problem.passwordLength", { min: count(min), max: count(max) }),
  PASSWORD_NOT_MATCHING: ({ say }) => say("problem.passwordNotMatching"),
  ADDRESS_MALFORMED: ({ say }) => say("problem.addressMalformed"),
  ADDRESS_READS_AS_WEB_ADDRESS: ({ say }) => say("problem.addressReadsAsWeb"),
  ADDRESS_NEEDS_SMTPUTF8: ({ say }) => say("problem.addressNeedsSmtpUtf8"),
  ADDRESS_RECEIVES_NO_MAIL: ({ say }) => say("problem.addressReceivesNoMail"),
  NAME_LOOKS_LIKE_ADDRESS: ({ say }) => say("problem.nameLooksLikeAddress"),
  ASKED_ALREADY: ({ say }) => say("problem.askedAlready"),
  MAY_SEND_ALREADY: ({ say }) => say("problem.maySendAlready"),
  PAUSED_ALREADY: ({ say }) => say("problem.pausedAlready"),
  OWNER_SAID_NO: ({ say, time }, { until }, zone) =>
    until instanceof Date ? say("problem.ownerSaidNoUntil", { until: time(until, zone) }) : say("problem.ownerSaidNo"),
  OWNER_NOT_ANSWERED: ({ say }) => say("problem.ownerNotAnswered"),
  LIMIT_REACHED: ({ say }, { limit }) => say("problem.limitReached", { limit: count(limit) }),
  TEXT_TOO_LONG: ({ say }, { limit }) => say("problem.textTooLong", { limit: count(limit) }),
  CHARACTER_NOT_ALLOWED: ({ say }) => say("problem.characterNotAllowed"),
  PICTURE_KIND: ({ say }) => say("problem.pictureKind"),
  PICTURE_DAMAGED: ({ say }) => say("problem.pictureDamaged"),
  PICTURE_TOO_BIG: ({ say }, { limit }) => say("problem.pictureTooBig", { limit: Math.round(count(limit) / 1024) }),
  PICTURE_TOO_MANY_PIXELS: ({ say }, { limit }) =>
    say("problem.pictureTooManyPixels", { limit: Math.round(count(limit) / 1_000_000) }),
  PICTURE_TOO_LONG: ({ say }, { limit }) => say("problem.pictureTooLong", { limit: count(limit) }),
  VERSION_CHANGED: ({ say }) => say("problem.versionChanged"),
  LAST_PROFILE: ({ say }) => say("problem.lastProfile"),
  PROFILE_EXISTS: ({ say }) => say("problem.profileExists"),
  NUMBER_NOT_MATCHING: ({ say }) => say("problem.numberNotMatching"),
  QUESTION_OVER: ({ say }) => say("problem.questionOver"),
  NOT_FOUND: ({ say }) => say("problem.notFound"),
};

/** The message in the reader's language where there are words for its reason. */
export function messageIn(language: Language, { reason, message, parameters, zone }: DomainError): string {
  return language.code === "en" ? message : (wordsOf(reason)?.(language, parameters, zone ?? UTC) ?? message);
}

function wordsOf(reason: ReasonName): ProblemWords | undefined {
  return (WORDS as Partial<Record<ReasonName, ProblemWords>>)[reason];
}
