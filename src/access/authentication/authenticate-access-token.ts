import type { Services } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import { verifyAccessToken } from "../access-token.js";
import { lacksSecondFactor } from "../second-factor/second-factor-rules.queries.js";
import { credentialMark } from "../secret-token.js";
import { isSessionEnded } from "../session.js";
import { actorOfSubject, findSubject, type Origin } from "../subject.js";
import { vouchedActorOf } from "../vouched-subject.js";
import { authenticateView } from "./authenticate-view.js";

/**
 * Loads the subject at every request, by its key: somebody disabled, suspended, moved, signed out or with another
 * password since then is refused, or has another scope, from the next request on and not only when the token expires.
 */
export async function authenticateAccessToken(
  services: Services,
  token: string,
  origin: Origin,
): Promise<Actor | null> {
  const { database, configuration, clock } = services;
  const claims = verifyAccessToken(configuration, token, clock.now());
  if (claims === null) return null;
  if (claims.viewing !== null) return authenticateView(services, claims, claims.viewing, origin);
  const [subject, hasEnded] = await Promise.all([
    findSubject(database.reader, claims.subjectKind, claims.subjectId),
    isSessionEnded(database, claims.sessionId),
  ]);
  if (subject === null || subject.isBlocked || hasEnded) return null;
  if (claims.passwordMark !== credentialMark(subject)) return null;
  if (claims.word !== null) {
    const vouched = await vouchedActorOf(database.reader, subject, claims.word, origin);
    return vouched && { ...vouched, sessionId: claims.sessionId };
  }
  const actor = { ...actorOfSubject(subject, origin), sessionId: claims.sessionId };
  return (await lacksSecondFactor(database.reader, subject))
    ? { ...actor, restriction: "SECOND_FACTOR_MISSING" }
    : actor;
}
