import { createHash, randomBytes } from "node:crypto";

/** Base64url of 16 octets; links of mails that are older have 32. */
const TOKEN = /^(?:[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43})$/;

/** 128 random bits for a link, short enough that the link fits a line of a mail; only their hash is stored. */
export function newLinkToken(): string {
  return randomBytes(16).toString("base64url");
}

/** SHA-256, hexadecimal; null for what cannot be a token of ours. */
export function hashOfLinkToken(token: string): string | null {
  return TOKEN.test(token) ? createHash("sha256").update(token).digest("hex") : null;
}
