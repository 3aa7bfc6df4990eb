import { Secret, TOTP } from "otpauth";

/** RFC 6238 with what every authenticator app takes for granted: SHA-1, six digits, thirty seconds. */
const PARAMETERS = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** RFC 4226 section 4, R6: as long as the hash. */
const SECRET_OCTETS = 20;
/** RFC 6238 section 5.2: one step for a clock that is off and for slow fingers. */
const STEPS_AROUND_NOW = 1;

/** A new shared secret, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_OCTETS }).base32;
}

/** What a QR code holds for an authenticator app: `otpauth://totp/…`. */
export function totpUri(secret: string, login: string, publicUrl: string): string {
  const issuer = new URL(publicUrl).host;
  return new TOTP({ ...PARAMETERS, secret: Secret.fromBase32(secret), issuer, label: login }).toString();
}

/** The time step that the code belongs to, near now; null where it is of none. People type it with a blank inside. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const totp = new TOTP({ ...PARAMETERS, secret: Secret.fromBase32(secret) });
  const timestamp = now.getTime();
  const delta = totp.validate({ token, timestamp, window: STEPS_AROUND_NOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}
