import { decodeJwt, decodeProtectedHeader } from "jose";

/** What a token says of itself before anything in it is believed: only good for finding the key to check it with. */
export interface ClaimedOrigin {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly keyId: string | undefined;
}

const MAX_AUDIENCES = 8;

/** Null for what is not a signed token with an issuer, an audience and a few at most. */
export function claimedOrigin(token: string): ClaimedOrigin | null {
  try {
    const { iss, aud } = decodeJwt(token);
    const { kid } = decodeProtectedHeader(token);
    const audiences = typeof aud === "string" ? [aud] : (aud ?? []);
    const areTexts = audiences.every((audience) => typeof audience === "string");
    if (typeof iss !== "string" || audiences.length === 0 || audiences.length > MAX_AUDIENCES || !areTexts) return null;
    return { issuer: iss, audiences, keyId: typeof kid === "string" ? kid : undefined };
  } catch {
    // It does no I/O: whatever it throws is about the token.
    return null;
  }
}

export function issuerOf(token: string): string | null {
  return claimedOrigin(token)?.issuer ?? null;
}
