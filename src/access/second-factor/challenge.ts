import { IsNull, MoreThan } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { DomainError, newIdentifier } from "../../kernel/index.js";
import { CHALLENGE_PREFIX, credentialMark, hashSecretToken, newSecretToken } from "../secret-token.js";
import type { Subject } from "../subject.js";
import { newPasskeyChallenge } from "./passkey.js";
import { type ChallengePurpose, SignInChallenge } from "./sign-in-challenge.entity.js";

const LIFETIME_MS = 5 * 60_000;
const MAX_TRIES = 5;

export interface OpenedChallenge {
  /** Shown once. */
  readonly token: string;
  readonly passkeyChallenge: string;
  readonly expiresAt: Date;
}

/** Asks an administrator for their second factor, for five minutes and five tries. */
export async function openChallenge(
  tx: Transaction,
  administrator: Subject,
  purpose: ChallengePurpose,
): Promise<OpenedChallenge> {
  const { secret, hash } = newSecretToken(CHALLENGE_PREFIX);
  const passkeyChallenge = newPasskeyChallenge();
  const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS);
  await tx.manager.insert(SignInChallenge, {
    id: newIdentifier(),
    tokenHash: hash,
    administratorId: administrator.id,
    passwordMark: credentialMark(administrator),
    purpose,
    passkeyChallenge,
    triesLeft: MAX_TRIES,
    expiresAt,
    usedAt: null,
  });
  return { token: secret, passkeyChallenge, expiresAt };
}

/** One try of a challenge that is open; null where there is none (left). */
export async function takeTry(
  tx: Transaction,
  token: string,
  purpose: ChallengePurpose,
): Promise<SignInChallenge | null> {
  const open = { tokenHash: hashSecretToken(token), usedAt: IsNull(), expiresAt: MoreThan(tx.now) };
  const where = { ...open, purpose, triesLeft: MoreThan(0) };
  const { affected } = await tx.manager.update(SignInChallenge, where, { triesLeft: () => "triesLeft - 1" });
  return affected === 1 ? tx.manager.findOneBy(SignInChallenge, { tokenHash: open.tokenHash }) : null;
}

/** False where somebody else has closed it in the meantime. */
export async function closeChallenge(tx: Transaction, id: string): Promise<boolean> {
  const { affected } = await tx.manager.update(SignInChallenge, { id, usedAt: IsNull() }, { usedAt: tx.now });
  return affected === 1;
}

export function challengeIsOver(): DomainError {
  return new DomainError(
    "SIGN_IN_TOOK_TOO_LONG",
    "This took too long, or too many tries; begin anew with your password",
  );
}
