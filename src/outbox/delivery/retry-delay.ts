/** With the delays below these span more than five days (RFC 5321 4.5.4.1), even when every delay comes out short. */
export const MAX_ATTEMPTS = 37;

const FIRST_DELAY_MS = 30_000;
const MAX_DELAY_MS = 6 * 60 * 60 * 1_000;

/**
 * How long to wait after this attempt (counted from 1): doubled each time from half a minute to six hours, and up to a
 * quarter more or less, so that mails which failed together do not come back together.
 */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
  return Math.round(delay * (0.75 + random() * 0.5));
}
