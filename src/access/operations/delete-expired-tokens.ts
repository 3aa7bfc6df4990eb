import { In, LessThan } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { RefreshToken } from "../refresh-token.entity.js";
import { SignInLimit } from "../sign-in-limit.entity.js";

const ROWS_A_CALL = 1000;

/**
 * Deletes refresh tokens past their expiry and counts of past windows, at most a thousand of each, so that no
 * transaction is long. Answers how many went; call again until it is 0. Used and revoked tokens stay until they expire:
 * they are how a second use is noticed.
 */
export async function deleteExpiredTokens(tx: Transaction): Promise<number> {
  const tokens = await tx.manager.find(RefreshToken, {
    select: { id: true },
    where: { expiresAt: LessThan(tx.now) },
    order: { expiresAt: "ASC" },
    take: ROWS_A_CALL,
  });
  const limits = await tx.manager.find(SignInLimit, {
    select: { bucket: true },
    where: { endsAt: LessThan(tx.now) },
    order: { endsAt: "ASC" },
    take: ROWS_A_CALL,
  });
  if (tokens.length > 0) await tx.manager.delete(RefreshToken, { id: In(tokens.map(({ id }) => id)) });
  if (limits.length > 0) await tx.manager.delete(SignInLimit, { bucket: In(limits.map(({ bucket }) => bucket)) });
  return tokens.length + limits.length;
}
