import type { Services } from "../../graphql/index.js";
import { type Actor, ANONYMOUS_ACTOR, DomainError } from "../../kernel/index.js";
import { API_KEY_PREFIX } from "../secret-token.js";
import { notSignedIn } from "../session.js";
import type { Origin } from "../subject.js";
import { authenticateAccessToken } from "./authenticate-access-token.js";
import { authenticateApiKey } from "./authenticate-api-key.js";
import { authenticateIssuerToken } from "./authenticate-issuer-token.js";
import { issuerOf } from "./token-claims.js";

/** No token of ours or of an issuer comes near; what is longer is not looked at. */
const MAX_BEARER_LENGTH = 8192;

export interface Admission {
  /** Only for a caller that lets each field ask for itself (`requireUnrestricted`). */
  readonly withoutSecondFactor?: boolean;
}

/**
 * Who is asking, from what `Authorization: Bearer` holds: an API key, our own access token, or a token of a trusted
 * issuer. Without one the actor is anonymous; with one that is malformed, unknown, expired, revoked, or whose subject
 * is blocked it throws UNAUTHENTICATED, always in the same words. So it does for an administrator without the second
 * factor that is required of them, unless the caller handles that itself.
 */
export async function authenticate(
  services: Services,
  bearer: string | null,
  origin: Origin,
  { withoutSecondFactor = false }: Admission = {},
): Promise<Actor> {
  if (bearer === null) return { ...ANONYMOUS_ACTOR, ...onlyOrigin(origin) };
  const actor = bearer.length > MAX_BEARER_LENGTH ? null : await actorOf(services, bearer, onlyOrigin(origin));
  if (actor === null) throw notSignedIn();
  if (actor.restriction === "SECOND_FACTOR_MISSING" && !withoutSecondFactor) {
    throw new DomainError("SECOND_FACTOR_REQUIRED", "A second factor is required here; add one first");
  }
  return actor;
}

function actorOf(services: Services, bearer: string, origin: Origin): Promise<Actor | null> {
  if (bearer.startsWith(API_KEY_PREFIX)) return authenticateApiKey(services, bearer, origin);
  // Whoever registers an issuer under our own name gains nothing: such a token is checked with our secret.
  return issuerOf(bearer) === services.configuration.publicUrl
    ? authenticateAccessToken(services, bearer, origin)
    : authenticateIssuerToken(services, bearer, origin);
}

function onlyOrigin({ remoteAddress, userAgent, requestId }: Origin): Origin {
  return { remoteAddress, userAgent, requestId };
}
