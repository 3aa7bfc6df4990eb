import { useState } from "react";
import { useWords } from "../words/words.js";
import type { Challenge, SecondFactor, Session, SignInAnswer } from "./session.js";

export interface SignInSteps {
  readonly challenge: Challenge | null;
  readonly isBusy: boolean;
  /** What to say at the field; null when all is well. */
  readonly problem: string | null;
  signIn(login: string, password: string): Promise<void>;
  complete(secondFactor: SecondFactor): Promise<void>;
  answerWithPasskey(): Promise<void>;
  startAgain(): void;
}

/** The two steps of signing in, with what to say when one fails. */
export function useSignIn(session: Session, onDone: () => void): SignInSteps {
  const { say, moment } = useWords();
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const wordsFor = (answer: Extract<SignInAnswer, { state: "REFUSED" }>, wrong: string) => {
    if (answer.reason === "LOGIN_SUSPENDED") return say("consoleSignIn.suspended");
    if (answer.reason === "SIGN_IN_TOOK_TOO_LONG") return say("consoleSignIn.tooLong");
    if (answer.code === "UNAUTHENTICATED" || answer.code === "BAD_USER_INPUT") return wrong;
    if (answer.code === "RATE_LIMITED" && answer.retryAfter !== null) {
      return say("consoleSignIn.tooMany", { time: moment(Date.now() + answer.retryAfter * 1_000) });
    }
    return say("consoleSignIn.away");
  };

  async function take(asked: Promise<SignInAnswer>, wrong: string) {
    setBusy(true);
    setProblem(null);
    const answer = await asked;
    setBusy(false);
    if (answer.state === "SIGNED_IN") onDone();
    else if (answer.state === "SECOND_FACTOR_NEEDED") setChallenge(answer.challenge);
    else setProblem(wordsFor(answer, wrong));
  }

  const complete = (secondFactor: SecondFactor) =>
    take(session.complete(challenge?.token ?? "", secondFactor), say("consoleSignIn.codeWrong"));

  return {
    challenge,
    isBusy,
    problem,
    signIn: (login, password) => take(session.signIn(login, password), say("consoleSignIn.wrong")),
    complete,
    async answerWithPasskey() {
      if (challenge?.passkeyOptions == null) return;
      const { startAuthentication } = await import("@simplewebauthn/browser");
      type Options = Parameters<typeof startAuthentication>[0]["optionsJSON"];
      try {
        const passkey = await startAuthentication({ optionsJSON: challenge.passkeyOptions as Options });
        await complete({ passkey });
      } catch {
        setProblem(say("consoleSignIn.passkeyFailed"));
      }
    },
    startAgain() {
      setChallenge(null);
      setProblem(null);
    },
  };
}
