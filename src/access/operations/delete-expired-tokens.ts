import { In, IsNull, LessThan } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { SessionHandover } from "../handover/session-handover.entity.js";
import { RefreshToken } from "../refresh-token.entity.js";
import { PENDING_LIFETIME_MS } from "../second-factor/new-second-factor.js";
import { SecondFactor } from "../second-factor/second-factor.entity.js";
import { SignInChallenge } from "../second-factor/sign-in-challenge.entity.js";
import { ViewSession } from "../viewing/view-session.entity.js";

const ROWS_PER_CALL = 1000;

/**
 * Deletes refresh tokens, challenges, handovers and views past their expiry, and second factors that were begun and never
 * confirmed, at most a thousand of each, so that no transaction is long. Answers how many went; call again until it is 0.
 * Used and revoked tokens stay until they expire: they are how a second use is noticed.
 */
export async function deleteExpiredTokens(tx: Transaction): Promise<number> {
  let deleted = 0;
  for (const Row of [RefreshToken, SignInChallenge, SessionHandover, ViewSession]) {
    deleted += await deleteExpired(tx, Row);
  }
  const begun = await tx.manager.find(SecondFactor, {
    select: { id: true },
    where: { confirmedAt: IsNull(), createdAt: LessThan(new Date(tx.now.getTime() - PENDING_LIFETIME_MS)) },
    order: { createdAt: "ASC" },
    take: ROWS_PER_CALL,
  });
  if (begun.length > 0)
    await tx.manager.delete(SecondFactor, { id: In(begun.map(({ id }) => id)), confirmedAt: IsNull() });
  return deleted + begun.length;
}

interface Expiring {
  id: string;
  expiresAt: Date;
}

async function deleteExpired(tx: Transaction, Row: new () => Expiring): Promise<number> {
  const rows = await tx.manager.find(Row, {
    select: { id: true },
    where: { expiresAt: LessThan(tx.now) },
    order: { expiresAt: "ASC" },
    take: ROWS_PER_CALL,
  });
  if (rows.length > 0) await tx.manager.delete(Row, { id: In(rows.map(({ id }) => id)) });
  return rows.length;
}
