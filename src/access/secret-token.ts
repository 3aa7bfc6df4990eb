import { createHash, randomBytes } from "node:crypto";

export const API_KEY_PREFIX = "mfk_";
export const REFRESH_TOKEN_PREFIX = "mfr_";
/** Of a sign-in that waits for its second factor. */
export const CHALLENGE_PREFIX = "mfc_";

/** Of a sign-in that a panel hands to a browser: in the link first, then what the browser got for it. */
export const HANDOVER_PREFIX = "mfh_";

type Prefix = typeof API_KEY_PREFIX | typeof REFRESH_TOKEN_PREFIX | typeof CHALLENGE_PREFIX | typeof HANDOVER_PREFIX;

const SECRET_BYTES = 32;

export interface SecretToken {
  /** Prefix and 43 characters; shown once and never kept. */
  readonly secret: string;
  readonly hash: string;
}

/** A random secret of 256 bits. The prefix lets secret scanners, and people, tell what leaked. */
export function newSecretToken(prefix: Prefix): SecretToken {
  const secret = prefix + randomBytes(SECRET_BYTES).toString("base64url");
  return { secret, hash: hashSecretToken(secret) };
}

/**
 * What a secret is looked up by: SHA-256, hexadecimal. A secret of 256 random bits needs no slow hash, and the look-up
 * compares hashes, so its time tells nothing about the secret.
 */
export function hashSecretToken(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/**
 * A stand-in for what somebody signs in with, in tokens and sessions: it differs once the password does, or whether
 * there is a second factor, so that everything got with less than what is asked for now ends. It reveals nothing.
 */
export function credentialMark({
  passwordHash,
  secondFactorSince,
}: {
  readonly passwordHash: string | null;
  readonly secondFactorSince: Date | null;
}): string {
  const password = passwordHash ?? "";
  return hashSecretToken(secondFactorSince === null ? password : `${password} ${secondFactorSince.getTime()}`).slice(
    0,
    16,
  );
}
