import type { PressEvidence } from "../presses/index.js";
import { type Verification, VerificationState } from "./verification.entity.js";

const WAIT_AFTER_WRONG_NUMBER_MS = 10 * 60 * 1_000;

/** An answer that counts only when it is repeated, as it is kept with its question. */
export interface HeldAnswer extends PressEvidence {
  readonly decision: "ALLOW" | "DENY" | "BLOCK";
  /** Milliseconds since the epoch: a repetition before then is held in its turn. */
  readonly countsFrom: number;
}

/** Null unless an answer is held. Another one in its place is no repetition: scanners press every button of a page. */
export function heldAnswerOf({ state, evidence }: Verification): HeldAnswer | null {
  return state === VerificationState.HELD ? lastHeldAnswerOf({ evidence }) : null;
}

/** The one that was held before the question was answered, too. */
export function lastHeldAnswerOf({ evidence }: Pick<Verification, "evidence">): HeldAnswer | null {
  return (evidence as { readonly held?: HeldAnswer } | null)?.held ?? null;
}

/**
 * The answer as it is to be held. Repeating it too early does not begin the wait anew; whoever typed a wrong number
 * before may be trying them out, and waits long enough that a program has left the page.
 */
export function holdAnswer(
  verification: Verification,
  decision: HeldAnswer["decision"],
  evidence: PressEvidence,
  now: Date,
): HeldAnswer {
  const earlier = heldAnswerOf(verification);
  const waitMs = decision === "ALLOW" && verification.wrongNumbers > 0 ? WAIT_AFTER_WRONG_NUMBER_MS : 0;
  const countsFrom = earlier?.decision === decision ? earlier.countsFrom : now.getTime() + waitMs;
  return { decision, countsFrom, ...evidence };
}
