import type { Authorization } from "../authorizations/index.js";
import { badInput, conflict } from "../kernel/index.js";
import type { AnswerOutcome } from "./answer.js";
import { VerificationState } from "./verification.entity.js";

const CLOSED_IN_WORDS: Partial<Record<VerificationState, string>> = {
  ALLOWED: "This question was answered already: allowed",
  DENIED: "This question was answered already: denied",
  BLOCKED: "This question was answered already: denied, and never to be asked again",
  EXPIRED: "The time to answer this question is over",
};

/**
 * The authorization of an answer that stands, or that must be repeated to stand (it is still pending then). Throws
 * BAD_USER_INPUT for a wrong number and CONFLICT, which says what was decided, for a question that is over.
 */
export function requireAnswered(outcome: AnswerOutcome): Authorization {
  switch (outcome.kind) {
    case "ANSWERED":
    case "HELD":
      return outcome.authorization;
    case "WRONG_NUMBER":
      if (outcome.isOver)
        throw conflict("QUESTION_OVER", "Two wrong numbers: this question is over", "input.matchNumber");
      throw badInput(
        "NUMBER_NOT_MATCHING",
        "input.matchNumber",
        "This is not the number that the asker sees; a second wrong one ends the question",
        "the two digits on the asker's screen",
      );
    case "CLOSED":
      throw conflict(
        "QUESTION_OVER",
        CLOSED_IN_WORDS[outcome.verification.state] ?? "This question is no longer open",
        "input.token",
      );
  }
}
