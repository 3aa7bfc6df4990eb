import jwt from "jsonwebtoken";
import { z } from "zod";
import { keyWithId, type ReadyConfiguration } from "../config/index.js";
import { isIdentifier, newIdentifier } from "../kernel/index.js";
import { claimedOrigin } from "./authentication/token-claims.js";
import type { SubjectKind } from "./refresh-token.entity.js";
import { credentialMark } from "./secret-token.js";
import type { Subject } from "./subject.js";
import type { IssuerWord } from "./vouched-subject.js";

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
  /** Of somebody who looks as the subject: `sessionId` is then that of the view, `passwordMark` the viewer's. */
  readonly viewing: { readonly viewerId: string; readonly viewerSessionId: string } | null;
  /** Of a session that a trusted issuer began. */
  readonly word: IssuerWord | null;
}

const claimsSchema = z.object({
  sub: z.string().regex(/^(ADMINISTRATOR|ACCOUNT):/),
  sid: z.string().refine(isIdentifier),
  pwm: z.string(),
  exp: z.number(),
  /** RFC 8693 section 4.1: who acts; here they only look. */
  act: z.object({ sub: z.string().regex(/^ADMINISTRATOR:/), sid: z.string().refine(isIdentifier) }).optional(),
  /** By whose word somebody is signed in, and whether it asked for more than a password. */
  via: z.object({ issuer: z.string().refine(isIdentifier), mfa: z.boolean() }).optional(),
});

export function signAccessToken(
  configuration: Signing,
  subject: Subject,
  { sessionId, word }: { readonly sessionId: string; readonly word: IssuerWord | null },
  now: Date,
): { accessToken: string; expiresAt: Date } {
  const expiresAt = new Date((secondsOf(now) + ACCESS_TOKEN_LIFETIME) * 1000);
  const via = word === null ? undefined : { issuer: word.issuerId, mfa: word.isMultiFactor };
  const claims = { sub: `${subject.kind}:${subject.id}`, sid: sessionId, pwm: credentialMark(subject), via };
  return { accessToken: sign(configuration, claims, now, expiresAt), expiresAt };
}

export interface ViewToken {
  readonly viewer: Subject;
  readonly subject: Subject;
  readonly viewId: string;
  /** The viewer's own. */
  readonly sessionId: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** For somebody who looks as somebody else; it cannot be exchanged for another one. */
export function signViewToken(configuration: Signing, view: ViewToken): string {
  const { viewer, subject, viewId, sessionId, now, expiresAt } = view;
  const claims = {
    sub: `${subject.kind}:${subject.id}`,
    sid: viewId,
    pwm: credentialMark(viewer),
    act: { sub: `${viewer.kind}:${viewer.id}`, sid: sessionId },
  };
  return sign(configuration, claims, now, expiresAt);
}

function sign({ keys, publicUrl }: Signing, claims: object, now: Date, expiresAt: Date): string {
  const { id, key } = keys.accessToken.current;
  const whole = {
    iss: publicUrl,
    aud: AUDIENCE,
    ...claims,
    jti: newIdentifier(),
    iat: secondsOf(now),
    exp: secondsOf(expiresAt),
  };
  return jwt.sign(whole, key, { algorithm: ALGORITHM, keyid: id });
}

function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
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
  const { act, via } = claims.data;
  const [subjectKind = "", subjectId = ""] = claims.data.sub.split(":");
  return {
    subjectKind: subjectKind as SubjectKind,
    subjectId,
    sessionId: claims.data.sid,
    passwordMark: claims.data.pwm,
    viewing: act === undefined ? null : { viewerId: act.sub.split(":")[1] ?? "", viewerSessionId: act.sid },
    word: via === undefined ? null : { issuerId: via.issuer, isMultiFactor: via.mfa },
  };
}
