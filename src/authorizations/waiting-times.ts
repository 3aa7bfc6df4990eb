const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long a no of whoever speaks for the address keeps it from being asked about by the same account. */
const ASK_AGAIN_DAYS = 30;

export function askAgainAfter(now: Date): Date {
  return new Date(now.getTime() + ASK_AGAIN_DAYS * DAY_MS);
}
