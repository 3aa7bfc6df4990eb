/** How often the same thing is said: once a minute for each key. */
const PERIOD_MS = 60_000;
/** Keys come from peers and logins, which an attacker can vary; past this many, the oldest is forgotten. */
const MOST_KEYS = 10_000;

export interface RepeatLimiter {
  /**
   * Null when the key was let through less than a minute ago; else how many were held back since it last was,
   * which belongs into the line that is now written.
   */
  admit(key: string): number | null;
}

interface Admission {
  until: number;
  heldBack: number;
}

export function createRepeatLimiter(now: () => number = Date.now): RepeatLimiter {
  const admissions = new Map<string, Admission>();
  return {
    admit(key) {
      const known = admissions.get(key);
      const time = now();
      if (known !== undefined && time < known.until) {
        known.heldBack += 1;
        return null;
      }
      admissions.delete(key);
      if (admissions.size >= MOST_KEYS) admissions.delete(admissions.keys().next().value ?? "");
      admissions.set(key, { until: time + PERIOD_MS, heldBack: 0 });
      return known?.heldBack ?? 0;
    },
  };
}
