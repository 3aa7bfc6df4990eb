import { IsNull } from "typeorm";
import type { ReadyConfiguration } from "../config/index.js";
import type { Database, Transaction } from "../database/index.js";
import { type Actor, DomainError, newIdentifier } from "../kernel/index.js";
import { signAccessToken } from "./access-token.js";
import { noteEndedSession } from "./ended-sessions.js";
import { RefreshToken } from "./refresh-token.entity.js";
import { credentialMark, newSecretToken, REFRESH_TOKEN_PREFIX } from "./secret-token.js";
import type { Subject } from "./subject.js";
import type { IssuerWord } from "./vouched-subject.js";

/** How long a session lasts without being used. */
const REFRESH_TOKEN_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
/** One that an issuer began ends for good: whoever has left its panel is asked for there again. */
const ISSUERS_SESSION_MS = 12 * 60 * 60 * 1000;

/** The session that tokens are for. */
export interface SessionOfTokens {
  /** Default: a new one. */
  readonly sessionId?: string;
  /** Whose word it rests on; default: the person's own password. */
  readonly word?: IssuerWord | null;
  /** Of one that an issuer began, which is not put off; default: it begins now. */
  readonly endsAt?: Date;
}

/** What signing in gives: both tokens are shown here only. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Of the access token. */
  readonly expiresAt: Date;
}

/** Issues the next pair of tokens of a session, or the first pair of a new one. */
export async function issueTokens(
  tx: Transaction,
  configuration: ReadyConfiguration,
  subject: Subject,
  { sessionId = newIdentifier(), word = null, endsAt }: SessionOfTokens = {},
): Promise<SessionTokens> {
  const lifetimeMs = word === null ? REFRESH_TOKEN_LIFETIME_MS : ISSUERS_SESSION_MS;
  const { secret, hash } = newSecretToken(REFRESH_TOKEN_PREFIX);
  await tx.manager.insert(RefreshToken, {
    id: newIdentifier(),
    familyId: sessionId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    passwordMark: credentialMark(subject),
    issuerId: word?.issuerId ?? null,
    isMultiFactor: word?.isMultiFactor ?? null,
    tokenHash: hash,
    createdAt: tx.now,
    expiresAt: (word && endsAt) ?? new Date(tx.now.getTime() + lifetimeMs),
    usedAt: null,
    revokedAt: null,
  });
  return { refreshToken: secret, ...signAccessToken(configuration, subject, { sessionId, word }, tx.now) };
}

/** Ends one session: its refresh tokens, its access tokens and the jobs that were started in it stop at once. */
export async function endSession(tx: Transaction, sessionId: string, actor: Actor): Promise<void> {
  noteEndedSession(tx, sessionId, actor);
  await leaveSession(tx, sessionId);
}

/** Whoever is signed in there leaves it: its tokens stop at once, and what they have begun goes on. */
export async function leaveSession(tx: Transaction, sessionId: string): Promise<void> {
  await tx.manager.update(RefreshToken, { familyId: sessionId, revokedAt: IsNull() }, { revokedAt: tx.now });
}

export async function endSessionsOf(tx: Transaction, subjectId: string): Promise<void> {
  await tx.manager.update(RefreshToken, { subjectId, revokedAt: IsNull() }, { revokedAt: tx.now });
}

/**
 * Whether the session was ended. Ending marks every row of it, so the newest is enough, and a replica that does not
 * have a new session yet does not refuse it.
 */
export async function isSessionEnded(database: Database, sessionId: string): Promise<boolean> {
  const newest = await database.reader.findOne(RefreshToken, {
    select: { id: true, revokedAt: true },
    where: { familyId: sessionId },
    order: { id: "DESC" },
  });
  return newest !== null && newest.revokedAt !== null;
}

/** One message for everything that is wrong with a token, so that it tells a guesser nothing. */
export function notSignedIn(): DomainError {
  return new DomainError("TOKEN_EXPIRED", "This token is not valid, or no longer; sign in again");
}
