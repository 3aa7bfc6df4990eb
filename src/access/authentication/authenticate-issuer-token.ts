import { jwtVerify } from "jose";
import { In } from "typeorm";
import { z } from "zod";
import type { Services } from "../../graphql/index.js";
import { type Actor, DomainError } from "../../kernel/index.js";
import { publicKeyOf } from "../public-key.js";
import { findSubjectByLogin, type Origin } from "../subject.js";
import { IssuerRole, TrustedIssuer } from "../trusted-issuer.entity.js";
import { lacksFactorByWord, vouchedActor } from "../vouched-subject.js";
import { claimedOrigin } from "./token-claims.js";

/** Seconds: a token that is good for longer is a password. */
const MAX_LIFETIME_SECONDS = 24 * 60 * 60;
/** Seconds that the clocks of two machines may differ. */
const CLOCK_TOLERANCE = 30;

/** docs/trusted-issuers.md describes them for those who write panels. */
const claimsSchema = z.object({
  sub: z.string().min(1).max(254),
  iat: z.number(),
  exp: z.number(),
  mayfrom_role: z.enum(IssuerRole).default(IssuerRole.ACCOUNT),
  /** RFC 8176: how the issuer has made sure of the person; `mfa` is more than one factor. */
  amr: z.array(z.string().max(64)).max(16).default([]),
});

type IssuerClaims = z.infer<typeof claimsSchema>;

/**
 * Believes a token only within what its issuer was registered for: that algorithm and no other, those keys, issuer,
 * audience and roles, for subjects that exist in the subtree of the reseller that registered it.
 */
export async function authenticateIssuerToken(
  services: Services,
  token: string,
  origin: Origin,
): Promise<Actor | null> {
  const claimed = claimedOrigin(token);
  if (claimed === null) return null;
  const candidates = await services.database.reader.find(TrustedIssuer, {
    where: { issuer: claimed.issuer, audience: In([...claimed.audiences]), isDisabled: false },
    relations: { resellerRow: true },
  });
  for (const issuer of candidates) {
    const claims = await verifiedClaims(issuer, claimed.keyId, token, services.clock.now());
    if (claims !== null) return actorOfClaims(services, issuer, claims, origin);
  }
  return null;
}

async function verifiedClaims(
  issuer: TrustedIssuer,
  keyId: string | undefined,
  token: string,
  now: Date,
): Promise<IssuerClaims | null> {
  const keys = issuer.publicKeys.filter((key) => keyId === undefined || key.keyId === null || key.keyId === keyId);
  for (const { pem } of keys) {
    const claims = await verifyWith(issuer, pem, token, now);
    if (claims !== null) return claims;
  }
  return null;
}

async function verifyWith(issuer: TrustedIssuer, pem: string, token: string, now: Date): Promise<IssuerClaims | null> {
  const key = publicKeyOf(pem);
  let payload: unknown;
  try {
    const verified = await jwtVerify(token, key, {
      algorithms: [issuer.algorithm],
      issuer: issuer.issuer,
      audience: issuer.audience,
      requiredClaims: ["sub", "iat", "exp"],
      // Also refuses an `iat` in the future.
      maxTokenAge: MAX_LIFETIME_SECONDS,
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: now,
    });
    payload = verified.payload;
  } catch {
    // It does no I/O: whatever it throws is about the token.
    return null;
  }
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success || claims.data.exp - claims.data.iat > MAX_LIFETIME_SECONDS) return null;
  return claims.data;
}

async function actorOfClaims(
  { database }: Services,
  issuer: TrustedIssuer,
  claims: IssuerClaims,
  origin: Origin,
): Promise<Actor | null> {
  const subject = await findSubjectByLogin(database.reader, claims.sub);
  if (subject === null || subject.role !== claims.mayfrom_role) return null;
  const word = { issuerId: issuer.id, isMultiFactor: claims.amr.includes("mfa") };
  const actor = vouchedActor(issuer, subject, word, origin);
  if (actor !== null && (await lacksFactorByWord(database.reader, subject, word))) {
    throw new DomainError(
      "SECOND_FACTOR_REQUIRED",
      "A second factor is required here, and this token does not say that there was one (amr: mfa, RFC 8176)",
    );
  }
  return actor;
}
