import type { Services } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import type { AccessTokenClaims } from "../access-token.js";
import { lacksSecondFactor } from "../second-factor/second-factor-rules.queries.js";
import { credentialMark } from "../secret-token.js";
import { isSessionEnded } from "../session.js";
import { findSubject, type Origin } from "../subject.js";
import { isStrictlyAbove } from "../viewing/may-view.js";
import { isViewEnded } from "../viewing/view-sessions.queries.js";
import { viewingActor } from "../viewing/viewing-actor.js";

/**
 * Somebody who looks as somebody else. Both are loaded at every request: it ends when either is blocked, when the viewer's
 * own session, password or second factor ends, and when they do not stand above any more.
 */
export async function authenticateView(
  { database }: Services,
  { sessionId, subjectKind, subjectId, passwordMark }: AccessTokenClaims,
  viewing: NonNullable<AccessTokenClaims["viewing"]>,
  origin: Origin,
): Promise<Actor | null> {
  const { reader } = database;
  const [subject, viewer, hasViewEnded, hasSessionEnded] = await Promise.all([
    findSubject(reader, subjectKind, subjectId),
    findSubject(reader, "ADMINISTRATOR", viewing.viewerId),
    isViewEnded(database, sessionId),
    isSessionEnded(database, viewing.viewerSessionId),
  ]);
  if (subject === null || viewer === null || hasViewEnded || hasSessionEnded) return null;
  if (subject.isBlocked || viewer.isBlocked || credentialMark(viewer) !== passwordMark) return null;
  if (!isStrictlyAbove(viewer.scope, subject.scope) || (await lacksSecondFactor(reader, viewer))) return null;
  return viewingActor(subject, viewer, sessionId, origin);
}
