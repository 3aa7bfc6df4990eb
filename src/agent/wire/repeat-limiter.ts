/** How often the same thing is said: once a minute for each key. */
const PERIOD_MS = 60_000;
/** Keys come from peers and logins, which an attacker can vary; past this many, the older are forgotten. */
const MAX_KEYS = 10_000;
/** Longer keys count as the same when they begin alike. */
const MAX_KEY_LENGTH = 300;

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

/** Keeps keys in two generations: to forget one is then to drop a map, which costs the same for any number of keys. */
export function createRepeatLimiter(now: () => number = Date.now): RepeatLimiter {
  let young = new Map<string, Admission>();
  let old = new Map<string, Admission>();
  return {
    admit(fullKey) {
      const key = fullKey.length > MAX_KEY_LENGTH ? copyOfStart(fullKey) : fullKey;
      const known = young.get(key) ?? old.get(key);
      const time = now();
      if (known !== undefined && time < known.until) {
        known.heldBack += 1;
        return null;
      }
      if (young.size >= MAX_KEYS) {
        old = young;
        young = new Map();
      }
      young.set(key, { until: time + PERIOD_MS, heldBack: 0 });
      return known?.heldBack ?? 0;
    },
  };
}

/** A slice would keep the whole text in memory. */
function copyOfStart(key: string): string {
  return Buffer.from(key.slice(0, MAX_KEY_LENGTH), "utf16le").toString("utf16le");
}
