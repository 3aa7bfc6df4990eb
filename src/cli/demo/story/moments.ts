import { parseTimeZone, required, startOfDay } from "../../../kernel/index.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const MINUTE_MS = 60 * 1_000;

/** When something in the story happened, seen from the start of the installation. */
export type Moment =
  /** Before today, at a time of UTC: `{ daysAgo: 12, at: "09:30" }`. */
  | { readonly daysAgo: number; readonly at: string }
  /** In the last hours, whatever the time of day is. */
  | { readonly minutesAgo: number };

/** Epoch milliseconds. */
export function momentOf(moment: Moment, now: Date): number {
  if ("minutesAgo" in moment) return now.getTime() - moment.minutesAgo * MINUTE_MS;
  const [hours = 0, minutes = 0] = moment.at.split(":").map(Number);
  return dayFrom(now, -moment.daysAgo) + (hours * 60 + minutes) * MINUTE_MS;
}

/** The beginning of a day (UTC), so many days after today. */
export function dayFrom(now: Date, days: number): number {
  return (Math.floor(now.getTime() / DAY_MS) + days) * DAY_MS;
}

/** The beginning of the same day of the calendar in a zone of the samples. */
export function midnightFrom(now: Date, days: number, zone: string): Date {
  return startOfDay({ number: dayFrom(now, days) / DAY_MS, zone: required(parseTimeZone(zone)) });
}
