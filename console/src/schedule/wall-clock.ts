import { offsetAt, type TimeZone } from "../../../src/kernel/time-zone.js";

/** "2026-04-12T00:00", what a clock on the wall of that zone shows at the moment. */
export function wallClock(at: string, zone: TimeZone): string {
  const ms = Date.parse(at);
  return new Date(ms + offsetAt(ms, zone)).toISOString().slice(0, 16);
}

/** The moment at which the clock shows that; null for what is no time. Where clocks go back, the earlier one. */
export function momentOf(shown: string, zone: TimeZone): string | null {
  const asUtc = Date.parse(`${shown}Z`);
  if (Number.isNaN(asUtc)) return null;
  const guess = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(guess, zone)).toISOString();
}
