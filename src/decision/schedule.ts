import type { DecisionSettings, PolicyLevel, PolicyMode, ScheduledMode } from "./decision.types.js";

/** Before the first step of a schedule, and without one: see and count, refuse nothing. */
export const MODE_BEFORE_SCHEDULE: PolicyMode = "MONITOR";

type Scheduling = Pick<DecisionSettings, "schedule">;

/**
 * The schedule of the lowest of the levels, which come from the top down. A schedule counts from its first step on;
 * until then the one above it stays in force, so that planning a date never loosens what already holds. A level that
 * locks `schedule` is the last one that counts.
 */
export function effectiveSchedule(levels: readonly PolicyLevel<Scheduling>[]): readonly ScheduledMode[] {
  let effective: readonly ScheduledMode[] = [];
  for (const { settings, locked } of levels) {
    const { schedule } = settings;
    if (schedule && schedule.length > 0) effective = continuedBy(effective, schedule);
    if (locked.includes("schedule")) break;
  }
  return effective;
}

function continuedBy(above: readonly ScheduledMode[], own: readonly ScheduledMode[]): readonly ScheduledMode[] {
  if (above.length === 0) return own;
  const begins = Math.min(...own.map(({ at }) => at));
  return [...above.filter(({ at }) => at < begins), ...own];
}

/** The mode at `now` (epoch milliseconds): that of the step in force. */
export function modeInForce(schedule: readonly ScheduledMode[], now: number): PolicyMode {
  return stepInForce(schedule, now)?.mode ?? MODE_BEFORE_SCHEDULE;
}

/**
 * The latest step not after `now` (epoch milliseconds); a step is in force from its very millisecond on. The order of the
 * steps does not matter, but of two at the same moment the later in the list counts. Null before the first.
 */
export function stepInForce(schedule: readonly ScheduledMode[], now: number): ScheduledMode | null {
  let latest: ScheduledMode | null = null;
  for (const step of schedule) {
    if (step.at <= now && (latest === null || step.at >= latest.at)) latest = step;
  }
  return latest;
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
