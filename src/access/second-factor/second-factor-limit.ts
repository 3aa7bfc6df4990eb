import type { Transaction } from "../../database/index.js";
import { countTry, type Limit, takeBackTry } from "../sign-in-limit.js";

const QUARTER_OF_AN_HOUR_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Wrong codes of one administrator, from wherever they come: with a right password somebody else could go on guessing.
 * Three codes of a million are good at a time, so that 50 tries find one once in 6,700 days. A recovery code cannot be
 * guessed; its bound keeps the noise small. A passkey's answer is good for its own challenge only, and needs none.
 */
const LIMITS = {
  CODE: [
    { max: 10, windowMs: QUARTER_OF_AN_HOUR_MS },
    { max: 50, windowMs: DAY_MS },
  ],
  RECOVERY_CODE: [{ max: 10, windowMs: QUARTER_OF_AN_HOUR_MS }],
  PASSKEY: [],
} as const;

export type ProofKind = keyof typeof LIMITS;

/** Counts a try before it is looked at. The seconds to wait, or null; the count must be committed either way. */
export async function countProof(tx: Transaction, administratorId: string, kind: ProofKind): Promise<number | null> {
  return countTry(tx, limitsOf(administratorId, kind));
}

/** A right one takes its own try back, and no other. */
export async function forgiveProof(tx: Transaction, administratorId: string, kind: ProofKind): Promise<void> {
  await takeBackTry(tx, limitsOf(administratorId, kind));
}

function limitsOf(administratorId: string, kind: ProofKind): Limit[] {
  return LIMITS[kind].map(({ max, windowMs }) => ({
    parts: ["second factor", kind, String(windowMs), administratorId],
    max,
    windowMs,
  }));
}
