import jwt from "jsonwebtoken";
import { z } from "zod";
import { keyWithId, type ReadyConfiguration } from "../config/index.js";
import { isIdentifier, newIdentifier } from "../kernel/index.js";
import { claimedOrigin } from "./authentication/token-claims.js";
import type { SubjectKind } from "./refresh-token.entity.js";
import { credentialMark } from "./secret-token.js";
import type { Subject } from "./subject.js";

/** Seconds. Short, because what an access token says is believed until it expires or its session ends. */
const ACCESS_TOKEN_LIFETIME = 15 * 60;
const AUDIENCE = "mayfrom";
const ALGORITHM = "HS256";

type Signing = Pick<ReadyConfiguration, "keys" | "publicUrl">;

export interface AccessTokenClaims {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  /** The family of refresh tokens it belongs to. */
  readonly sessionId: string;
  readonly passwordMark: string;
}

const claimsSchema = z.object({
  sub: z.string().regex(/^(ADMINISTRATOR|ACCOUNT):/),
  sid: z.string().refine(isIdentifier),
  pwm: z.string(),
  exp: z.number(),
});

export function signAccessToken(
  configuration: Signing,
  subject: Subject,
  sessionId: string,
  now: Date,
): { accessToken: string; expiresAt: Date } {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expiry = issuedAt + ACCESS_TOKEN_LIFETIME;
  const claims = {
    iss: configuration.publicUrl,
    aud: AUDIENCE,
    sub: `${subject.kind}:${subject.id}`,
    sid: sessionId,
    pwm: credentialMark(subject),
    jti: newIdentifier(),
    iat: issuedAt,
    exp: expiry,
  };
  const { id, key } = configuration.keys.accessToken.current;
  const accessToken = jwt.sign(claims, key, { algorithm: ALGORITHM, keyid: id });
  return { accessToken, expiresAt: new Date(expiry * 1000) };
}

/** Null unless we signed it, for this installation, and it has not expired. */
export function verifyAccessToken(configuration: Signing, token: string, now: Date): AccessTokenClaims | null {
  const key = keyWithId(configuration.keys.accessToken, claimedOrigin(token)?.keyId);
  if (key === null) return null;
  let verified: unknown;
  try {
    verified = jwt.verify(token, key, {
      algorithms: [ALGORITHM],
      issuer: configuration.publicUrl,
      audience: AUDIENCE,
      clockTimestamp: Math.floor(now.getTime() / 1000),
    });
  } catch {
    // It does no I/O: whatever it throws, JSON that does not parse included, is about the token.
    return null;
  }
  const claims = claimsSchema.safeParse(verified);
  if (!claims.success) return null;
  const [subjectKind = "", subjectId = ""] = claims.data.sub.split(":");
  return {
    subjectKind: subjectKind as SubjectKind,
    subjectId,
    sessionId: claims.data.sid,
    passwordMark: claims.data.pwm,
  };
}
