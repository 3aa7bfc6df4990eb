import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { RefreshToken } from "../refresh-token.entity.js";
import { hashSecretToken } from "../secret-token.js";
import { leaveSession } from "../session.js";
import { actorOfSubject, findSubject, type Origin, subjectForAudit } from "../subject.js";

/**
 * Ends the session that the refresh token belongs to. The token is the credential, so nobody need be signed in; one
 * that is unknown, or whose session has ended, is signed out already.
 */
export async function signOut(tx: Transaction, origin: Origin, refreshToken: string): Promise<void> {
  const token = await tx.manager.findOneBy(RefreshToken, { tokenHash: hashSecretToken(refreshToken) });
  if (token === null || token.revokedAt !== null) return;
  await leaveSession(tx, token.familyId);
  const subject = await findSubject(tx.manager, token.subjectKind, token.subjectId);
  if (subject === null) return;
  recordAudit(tx, actorOfSubject(subject, origin), { action: "session.ended", subject: subjectForAudit(subject) });
}
