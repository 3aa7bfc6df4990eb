import { In, IsNull, LessThan } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { RefreshToken } from "../refresh-token.entity.js";
import { PENDING_LIFETIME_MS } from "../second-factor/new-second-factor.js";
import { SecondFactor } from "../second-factor/second-factor.entity.js";
import { SignInChallenge } from "../second-factor/sign-in-challenge.entity.js";
import { ViewSession } from "../viewing/view-session.entity.js";

const ROWS_PER_CALL = 1000;

/**
 * Deletes refresh tokens, challenges and views past their expiry, and second factors that were begun and never
 * confirmed, at most a thousand of each, so that no transaction is long. Answers how many went; call again until it is 0. Used and revoked tokens stay until they expire:
 * they are how a second use is noticed.
 */
export async function deleteExpiredTokens(tx: Transaction): Promise<number> {
  const tokens = await tx.manager.find(RefreshToken, {
    select: { id: true },
    where: { expiresAt: LessThan(tx.now) },
    order: { expiresAt: "ASC" },
    take: ROWS_PER_CALL,
  });
  const challenges = await tx.manager.find(SignInChallenge, {
    select: { id: true },
    where: { expiresAt: LessThan(tx.now) },
    order: { expiresAt: "ASC" },
    take: ROWS_PER_CALL,
  });
  const begun = await tx.manager.find(SecondFactor, {
    select: { id: true },
    where: { confirmedAt: IsNull(), createdAt: LessThan(new Date(tx.now.getTime() - PENDING_LIFETIME_MS)) },
    order: { createdAt: "ASC" },
    take: ROWS_PER_CALL,
  });
  if (tokens.length > 0) await tx.manager.delete(RefreshToken, { id: In(tokens.map(({ id }) => id)) });
  if (challenges.length > 0) await tx.manager.delete(SignInChallenge, { id: In(challenges.map(({ id }) => id)) });
  if (begun.length > 0)
    await tx.manager.delete(SecondFactor, { id: In(begun.map(({ id }) => id)), confirmedAt: IsNull() });
  const views = await tx.manager.find(ViewSession, {
    select: { id: true },
    where: { expiresAt: LessThan(tx.now) },
    order: { expiresAt: "ASC" },
    take: ROWS_PER_CALL,
  });
  if (views.length > 0) await tx.manager.delete(ViewSession, { id: In(views.map(({ id }) => id)) });
  return views.length + tokens.length + challenges.length + begun.length;
}
