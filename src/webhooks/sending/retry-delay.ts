const FIRST_DELAY_MS = 5_000;
const MAX_DELAY_MS = 3 * 60 * 60 * 1_000;
/** Of a receiver: a single message that it does not take holds up nobody else's. */
const FREE_FAILURES = 3;

/** How long to wait after this attempt (from 1): doubled from five seconds to three hours, up to a quarter more or less. */
export function deliveryDelayMs(attempt: number, random: () => number = Math.random): number {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
  return Math.round(delay * (0.75 + random() * 0.5));
}

/** No receiver puts its messages off for longer than we would. */
const MAX_WANTED_MS = MAX_DELAY_MS;

/**
 * The wait that a receiver names (RFC 9110 10.2.3: seconds, or a date), in milliseconds; null where it names none that can
 * be read. The longest is three hours.
 */
export function wantedDelayMs(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null;
  const text = retryAfter.trim();
  const wanted = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : dateOf(text) - now.getTime();
  return Number.isFinite(wanted) ? Math.min(Math.max(wanted, 0), MAX_WANTED_MS) : null;
}

/** RFC 9110 5.6.7: an HTTP date, in its preferred form. */
function dateOf(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}

/** How long a receiver has its peace after so many failures in a row. */
export function pauseAfterMs(failuresInARow: number, random: () => number = Math.random): number {
  return failuresInARow < FREE_FAILURES ? 0 : deliveryDelayMs(failuresInARow - FREE_FAILURES + 1, random);
}
