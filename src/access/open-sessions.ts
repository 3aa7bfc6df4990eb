import type { EntityManager } from "typeorm";
import type { SubjectKind } from "./refresh-token.entity.js";

/** Newest first; nobody is signed in at more places than can be looked through. */
export const MAX_SESSIONS = 200;

export interface OpenSessionRow {
  /** Of the family of refresh tokens. */
  readonly sessionId: string;
  readonly startedAt: Date;
  readonly refreshedAt: Date;
  readonly expiresAt: Date;
}

/** The sessions of a person that can still be refreshed: each has exactly one token that was not used yet. */
export async function listOpenSessions(
  manager: EntityManager,
  subject: { readonly kind: SubjectKind; readonly id: string },
  now: Date,
): Promise<OpenSessionRow[]> {
  const rows: { familyId: string; createdAt: number | string; expiresAt: number | string }[] = await manager.query(
    `SELECT familyId, createdAt, expiresAt FROM refresh_token
      WHERE subjectId = ? AND subjectKind = ? AND usedAt IS NULL AND revokedAt IS NULL AND expiresAt > ?
      ORDER BY id DESC LIMIT ${MAX_SESSIONS}`,
    [subject.id, subject.kind, now.getTime()],
  );
  return rows.map(({ familyId, createdAt, expiresAt }) => ({
    sessionId: familyId,
    startedAt: momentOf(familyId),
    refreshedAt: new Date(Number(createdAt)),
    expiresAt: new Date(Number(expiresAt)),
  }));
}

/** RFC 9562 5.7: the first 48 bits of a UUID of version 7 are the milliseconds of its making. */
function momentOf(identifier: string): Date {
  return new Date(Number.parseInt(identifier.replace("-", "").slice(0, 12), 16));
}
