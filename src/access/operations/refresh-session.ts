import { IsNull } from "typeorm";
import { recordAudit, trailReason } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { RefreshToken } from "../refresh-token.entity.js";
import { credentialMark, hashSecretToken } from "../secret-token.js";
import { endSession, issueTokens, notSignedIn } from "../session.js";
import { actorOfSubject, findSubject, type Origin, subjectForAudit } from "../subject.js";
import { type IssuerWord, vouchedActorOf } from "../vouched-subject.js";
import type { StartedSession } from "./sign-in.js";

/**
 * Exchanges a refresh token for the next pair of tokens. A token that was exchanged before is in two hands: its whole
 * session ends, for the thief and the owner alike. Throws UNAUTHENTICATED for that and for every other invalid token.
 */
export async function refreshSession(
  services: Services,
  origin: Origin,
  refreshToken: string,
): Promise<StartedSession> {
  const hash = hashSecretToken(refreshToken);
  // Refused outside the transaction: ending the session must be committed.
  const session = await services.database.write((tx) => exchange(tx, services, origin, hash));
  if (session === null) throw notSignedIn();
  return session;
}

async function exchange(
  tx: Transaction,
  services: Services,
  origin: Origin,
  hash: string,
): Promise<StartedSession | null> {
  const token = await tx.manager.findOneBy(RefreshToken, { tokenHash: hash });
  if (token === null || token.revokedAt !== null || token.expiresAt <= tx.now) return null;
  const subject = await findSubject(tx.manager, token.subjectKind, token.subjectId);
  if (subject === null) return null;
  const word = wordOf(token);
  const vouched = word && (await vouchedActorOf(tx.manager, subject, word, origin));
  const actor = vouched ?? actorOfSubject(subject, origin);

  // The condition decides between two exchanges of one token at the same time: the second finds nothing to change.
  const exchangeable = { id: token.id, usedAt: IsNull(), revokedAt: IsNull() };
  const { affected } = await tx.manager.update(RefreshToken, exchangeable, { usedAt: tx.now });
  if (affected !== 1) {
    await endSession(tx, token.familyId, actor);
    recordAudit(tx, actor, {
      action: "session.revoked",
      subject: subjectForAudit(subject),
      reason: trailReason("TOKEN_USED_TWICE"),
    });
    services.log.warn({ subjectId: subject.id, remoteAddress: origin.remoteAddress }, "a refresh token was reused");
    return null;
  }
  const isStillVouched = word === null || vouched !== null;
  if (subject.isBlocked || !isStillVouched || token.passwordMark !== credentialMark(subject)) {
    await endSession(tx, token.familyId, actor);
    recordAudit(tx, actor, {
      action: "session.revoked",
      subject: subjectForAudit(subject),
      reason: isStillVouched ? "Suspended, or another password since it began" : "Its issuer signs nobody in any more",
    });
    return null;
  }
  recordAudit(tx, actor, { action: "session.refreshed", subject: subjectForAudit(subject) });
  const session = { sessionId: token.familyId, word, endsAt: token.expiresAt };
  return { actor, ...(await issueTokens(tx, services.configuration, subject, session)) };
}

function wordOf({ issuerId, isMultiFactor }: RefreshToken): IssuerWord | null {
  return issuerId === null ? null : { issuerId, isMultiFactor: isMultiFactor === true };
}
