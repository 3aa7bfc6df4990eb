import {
  calendarDay,
  dayOf,
  isoDay,
  isoWeek,
  startOfDay as startOfCalendarDay,
  type TimeZone,
} from "../kernel/index.js";

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** Days of the calendar, the first and the last, both whole; in which zone, says what holds it. */
export interface DayRange {
  /** Days since 1970-01-01, whatever the zone. */
  readonly fromDay: number;
  readonly untilDay: number;
}

/** What day it is then in the zone, as a number of days since 1970-01-01. */
export function dayNumber(at: number | Date, zone: TimeZone): number {
  return dayOf(at, zone).number;
}

export function startOfDay(day: number, zone: TimeZone): Date {
  return startOfCalendarDay(calendarDay(day, zone));
}

/** `2026-04-12` */
export function formatDay(day: number, zone: TimeZone): string {
  return isoDay(calendarDay(day, zone));
}

/** ISO 8601 week, for instance `2026-W15`: the period in which an alert goes out at most once. */
export function weekOf(at: Date, zone: TimeZone): string {
  return isoWeek(dayOf(at, zone));
}

/** So many days up to today, which has only begun. */
export function daysUntilToday(now: Date, zone: TimeZone, days: number): DayRange {
  const today = dayNumber(now, zone);
  return { fromDay: today - days + 1, untilDay: today };
}

/** The last so many days that are over: what is said of them changes no more, however often it is counted. */
export function lastWholeDays(now: Date, zone: TimeZone, days: number): DayRange {
  const today = dayNumber(now, zone);
  return { fromDay: today - days, untilDay: today - 1 };
}

/** Holds the range of every zone: none is further from another than a day and a bit. */
export function widened({ fromDay, untilDay }: DayRange): DayRange {
  return { fromDay: fromDay - 1, untilDay: untilDay + 1 };
}
