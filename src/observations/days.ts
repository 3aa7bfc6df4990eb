import { calendarDay, dayOf, isoDay, isoWeek, startOfDay as startOfCalendarDay, UTC } from "../kernel/index.js";

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** Days since 1970-01-01, UTC. */
export function dayNumber(at: number | Date): number {
  return dayOf(at, UTC).number;
}

export function startOfDay(day: number): Date {
  return startOfCalendarDay(calendarDay(day, UTC));
}

/** `2026-04-12` */
export function formatDay(day: number): string {
  return isoDay(calendarDay(day, UTC));
}

/** ISO 8601 week, for instance `2026-W15`: the period in which an alert goes out at most once. */
export function weekOf(at: Date): string {
  return isoWeek(dayOf(at, UTC));
}
