import { addDays, badInput, because, dayOf, isoDay, parseCalendarDay, type TimeZone } from "../../kernel/index.js";
import type { StatisticDays } from "../../statistics/index.js";

export const MAX_STATISTIC_DAYS = 366;
const USUAL_DAYS = 30;

/** The days from one to another, both whole: unless told the last thirty up to today. Throws BAD_USER_INPUT. */
export function statisticPeriod(
  now: Date,
  zone: TimeZone,
  { from, to }: { readonly from?: string | null | undefined; readonly to?: string | null | undefined },
): StatisticDays {
  const last = to ? requireDay(to, zone, "to") : dayOf(now, zone);
  const first = from ? requireDay(from, zone, "from") : addDays(last, 1 - USUAL_DAYS);
  const days = last.number - first.number + 1;
  if (days < 1)
    throw badInput("DATE_NOT_ALLOWED", "to", "The last day is before the first", `${isoDay(first)} or later`);
  if (days > MAX_STATISTIC_DAYS) {
    throw badInput(
      because("OUT_OF_RANGE", { min: 1, max: MAX_STATISTIC_DAYS }),
      "from",
      `At most ${MAX_STATISTIC_DAYS} days at once`,
      `${isoDay(addDays(last, 1 - MAX_STATISTIC_DAYS))} or later`,
    );
  }
  return { fromDay: first.number, toDay: last.number };
}

function requireDay(text: string, zone: TimeZone, field: string) {
  const day = parseCalendarDay(text, zone);
  if (day === null)
    throw badInput("DATE_NOT_ALLOWED", field, "This is no day of the calendar", "for instance 2026-04-12");
  return day;
}
