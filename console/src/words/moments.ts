import type { TimeZone } from "../../../src/kernel/time-zone.js";
import { type DateHabits, dateWriter } from "../../../src/texts/date-writer.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** "today, 12:04" and its neighbours. */
type SayNear = (key: `consoleList.${"today" | "yesterday" | "tomorrow"}`, values: { readonly time: string }) => string;

/** How moments are written, always in the zone of the scope. */
export interface Moments {
  /** "today, 12:04", "Thu 19 March, 08:12", in another year "31 Dec 2026, 08:12". */
  moment(at: string | number | Date): string;
  /** "Thu 19 March", in another year "31 Dec 2026". */
  day(at: string | number | Date): string;
  /** "24 Feb", of a day without a zone as 2026-02-24. */
  calendarDay(day: string): string;
  /** The day of the moment, as 2026-04-12. */
  isoDay(at: string | number | Date): string;
  /** "12:04" */
  clockTime(at: string | number | Date): string;
  /** "Sunday 12 April 2026, 00:00": where something is decided. */
  wholeMoment(at: string | number | Date): string;
  /** "2026-04-12 00:00 UTC" */
  inUtc(at: string | number | Date): string;
  /** Whole days from now to the day of the moment; 0 on the day itself. */
  daysUntil(at: string | number | Date): number;
}

export function momentsIn(habits: DateHabits, timeZone: TimeZone, say: SayNear): Moments {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const write = dateWriter(habits, { timeZone, ...options });
    return (at: string | number | Date) => write(new Date(at));
  };
  const clockTime = format({ hour: "2-digit", minute: "2-digit" });
  const dayOfYear = format({ weekday: "short", day: "numeric", month: "long" });
  const dayOfOtherYear = format({ day: "numeric", month: "short", year: "numeric" });
  const wholeDay = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const shortDay = format({ timeZone: "UTC", day: "numeric", month: "short" });
  const numbered = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const dayNumber = (at: string | number | Date) => Date.parse(`${numbered.format(new Date(at))}T00:00:00Z`) / DAY_MS;
  const daysUntil = (at: string | number | Date) => dayNumber(at) - dayNumber(Date.now());
  const yearOf = (at: string | number | Date) => numbered.format(new Date(at)).slice(0, 4);
  const day = (at: string | number | Date) =>
    (yearOf(at) === yearOf(Date.now()) ? dayOfYear(at) : dayOfOtherYear(at)).replace(",", "");
  return {
    clockTime,
    day,
    daysUntil,
    isoDay: (at) => numbered.format(new Date(at)),
    calendarDay: (day) => shortDay(`${day}T00:00:00Z`),
    moment(at) {
      const time = clockTime(at);
      const days = daysUntil(at);
      if (days === 0) return say("consoleList.today", { time });
      if (days === -1) return say("consoleList.yesterday", { time });
      if (days === 1) return say("consoleList.tomorrow", { time });
      return `${day(at)}, ${time}`;
    },
    wholeMoment: (at) => `${wholeDay(at)}, ${clockTime(at)}`,
    inUtc: (at) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`,
  };
}
