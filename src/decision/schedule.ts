import type { PolicyMode, ScheduledMode } from "./decision.types.js";

/** Before the first step of a schedule, and without one: see and count, refuse nothing. */
export const MODE_BEFORE_SCHEDULE: PolicyMode = "MONITOR";

/**
 * The mode at `now` (epoch milliseconds): that of the latest step not after it; a step is in force from its very
 * millisecond on. The order of the steps does not matter, but of two at the same moment the later in the list counts.
 */
export function modeInForce(schedule: readonly ScheduledMode[], now: number): PolicyMode {
  let latest: ScheduledMode | undefined;
  for (const step of schedule) {
    if (step.at <= now && (latest === undefined || step.at >= latest.at)) latest = step;
  }
  return latest?.mode ?? MODE_BEFORE_SCHEDULE;
}

/** The first moment after `now` at which another mode comes into force; null when none will. */
export function nextModeChange(schedule: readonly ScheduledMode[], now: number): ScheduledMode | null {
  const current = modeInForce(schedule, now);
  const later = schedule.filter((step) => step.at > now).sort((one, other) => one.at - other.at);
  for (const { at } of later) {
    const mode = modeInForce(schedule, at);
    if (mode !== current) return { at, mode };
  }
  return null;
}

/**
 * The first moment after `now` at which a decision may change although no data does: a step of the schedule or an
 * expiry. Null when there is none. An answer may be kept until then, and not a millisecond longer.
 */
export function nextChangeAt(
  schedule: readonly ScheduledMode[],
  expiries: Iterable<number | null>,
  now: number,
): number | null {
  let next: number | null = null;
  const consider = (at: number | null) => {
    if (at !== null && at > now && (next === null || at < next)) next = at;
  };
  for (const step of schedule) consider(step.at);
  for (const expiresAt of expiries) consider(expiresAt);
  return next;
}
