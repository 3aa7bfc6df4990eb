import {
  type Authorization,
  AuthorizationState,
  type Identity,
  isStillDenied,
  type StateBefore,
} from "../authorizations/index.js";
import { type PressProof, TURN_ROUND_MS } from "../presses/index.js";
import { type Verification, VerificationState } from "./verification.entity.js";

/** An answer that its own link may still turn round. */
export interface GivenAnswer {
  readonly decision: "ALLOW" | "DENY" | "BLOCK";
  /** What it was given with: turning it round takes as much. */
  readonly proof: PressProof;
  readonly before: StateBefore;
  /** Epoch milliseconds; the hour begins with the first answer, however often it is turned. */
  readonly firstAnsweredAt: number;
  readonly endsAt: Date;
}

/** What is kept of it with its question. */
export interface KeptAnswer extends Pick<GivenAnswer, "proof" | "before" | "firstAnsweredAt"> {
  readonly ownerLinkVersion: number;
}

const DECISIONS: Partial<Record<VerificationState, GivenAnswer["decision"]>> = {
  ALLOWED: "ALLOW",
  DENIED: "DENY",
  BLOCKED: "BLOCK",
};

/** The second one ends a question, and the hour in which an answer can be turned round. */
export const MAX_WRONG_NUMBERS = 2;

/** Null for a question that is open, whose hour is over, or about which something else has happened since. */
export function givenAnswer(
  { state, answeredAt, evidence, wrongNumbers }: Verification,
  authorization: Authorization,
  { ownerLinkVersion }: Identity,
  now: Date,
): GivenAnswer | null {
  const decision = DECISIONS[state];
  if (decision === undefined || answeredAt === null || wrongNumbers >= MAX_WRONG_NUMBERS) return null;
  const kept = evidence as Partial<KeptAnswer> | null;
  // The address has been given up since: its next owner's matter.
  if (kept?.ownerLinkVersion !== ownerLinkVersion) return null;
  if (kept.before === undefined || kept.proof === undefined || kept.firstAnsweredAt === undefined) return null;
  const endsAt = new Date(kept.firstAnsweredAt + TURN_ROUND_MS);
  if (endsAt <= now) return null;
  const holds = decision === "ALLOW" ? isOwnersYes(authorization) : isStillDenied(authorization, answeredAt);
  if (!holds) return null;
  return { decision, proof: kept.proof, before: kept.before, firstAnsweredAt: kept.firstAnsweredAt, endsAt };
}

function isOwnersYes({ state, basis }: Authorization): boolean {
  return basis === "OWNER" && (state === AuthorizationState.AUTHORIZED || state === AuthorizationState.PAUSED);
}
