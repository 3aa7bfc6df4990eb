const FIRST_DELAY_MS = 5_000;
const MAX_DELAY_MS = 3 * 60 * 60 * 1_000;
/** Of a receiver: a single message that it does not take holds up nobody else's. */
const FREE_FAILURES = 3;

/** How long to wait after this attempt (from 1): doubled from five seconds to three hours, up to a quarter more or less. */
export function deliveryDelayMs(attempt: number, random: () => number = Math.random): number {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
  return Math.round(delay * (0.75 + random() * 0.5));
}

/** How long a receiver has its peace after so many failures in a row. */
export function pauseAfterMs(failuresInARow: number, random: () => number = Math.random): number {
  return failuresInARow < FREE_FAILURES ? 0 : deliveryDelayMs(failuresInARow - FREE_FAILURES + 1, random);
}
