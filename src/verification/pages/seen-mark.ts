import type { VerificationKeys } from "../verification-keys.js";

/**
 * A mark that the page hands to its own form: it was shown, and when. Nothing needs to be stored for it, so looking at
 * the page stays without effect.
 */
export function seenMark(mailer: VerificationKeys, token: string, at: Date): string {
  const time = at.getTime().toString(36);
  return `${time}.${mailer.formMac(`${token} ${time}`)}`;
}

/** When the page was shown that the form came from; null for a form that came from none. */
export function readSeenMark(mailer: VerificationKeys, token: string, mark: string | null, now: Date): Date | null {
  const [time = "", mac = ""] = (mark ?? "").slice(0, 100).split(".");
  if (!/^[0-9a-z]{1,11}$/.test(time) || !mailer.isFormMac(`${token} ${time}`, mac)) return null;
  const at = new Date(Number.parseInt(time, 36));
  return at <= now ? at : null;
}

const FIRST_DIGITS = 10;
const DIGITS = 90;

/** Two digits to be typed off the page that this mark stands on: a program that presses buttons types nothing. */
export function digitsOfMark(mailer: VerificationKeys, mark: string): string {
  return String(FIRST_DIGITS + (Number.parseInt(mailer.formMac(`digits ${mark}`).slice(0, 8), 16) % DIGITS));
}
