import type { Authorization, Identity } from "../authorizations/index.js";
import type { QuestionOfLink } from "./operations/lock-question.js";
import type { Verification } from "./verification.entity.js";

export type AnswerDecision = "ALLOW" | "DENY" | "BLOCK";

export interface Answer {
  readonly token: string;
  /** What the page that sends it has found already. */
  readonly about?: QuestionOfLink;
  readonly decision: AnswerDecision;
  readonly matchNumber?: string | null;
  /** For ALLOW: when the permission ends; null for no end. */
  readonly until?: Date | null;
  readonly via: "PAGE" | "API";
  readonly pageViewedAt?: Date | null;
  /** Where no number is asked for: whether the digits that stand on the page were typed into it. */
  readonly isTyped?: boolean;
  /** Of the page, and of the mail that tells of the answer. */
  readonly language?: string;
}

/** As they are afterwards. */
interface AnsweredRows {
  readonly authorization: Authorization;
  readonly identity: Identity;
  readonly verification: Verification;
}

/** What became of an answer. Nothing of it is an error here: a wrong number must be counted, which a throw would undo. */
export type AnswerOutcome = AnsweredRows &
  (
    | { readonly kind: "ANSWERED" }
    /** Looks automated, or comes after a wrong number: counts once it is repeated, from then on. */
    | { readonly kind: "HELD"; readonly countsFrom: Date }
    /** The first one is counted, the second ends the question; of an answered one the first ends the hour. */
    | { readonly kind: "WRONG_NUMBER"; readonly isOver: boolean }
    /** Answered before, retired or expired: the verification's state says which. */
    | { readonly kind: "CLOSED" }
  );
