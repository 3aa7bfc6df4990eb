import { createHash, randomBytes } from "node:crypto";

export const API_KEY_PREFIX = "mfk_";
export const REFRESH_TOKEN_PREFIX = "mfr_";

const SECRET_BYTES = 32;

export interface SecretToken {
  /** Prefix and 43 characters; shown once and never kept. */
  readonly secret: string;
  readonly hash: string;
}

/** A random secret of 256 bits. The prefix lets secret scanners, and people, tell what leaked. */
export function newSecretToken(prefix: typeof API_KEY_PREFIX | typeof REFRESH_TOKEN_PREFIX): SecretToken {
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

/** A stand-in for a password hash in tokens and sessions: it differs once the password does, and reveals nothing. */
export function passwordMark(passwordHash: string): string {
  return hashSecretToken(passwordHash).slice(0, 16);
}
