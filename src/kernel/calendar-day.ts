import { offsetAt, type TimeZone, UTC } from "./time-zone.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
/** No zone is further from UTC than fifteen and a half hours, nor ever was (Manila until 1844). */
const MAX_OFFSET_MS = 16 * 60 * 60 * 1_000;
const MAX_KEPT_SPANS = 512;

/**
 * A day of the calendar that people in one zone live by. An instant belongs to a day only in a zone, so nothing but these
 * functions makes the one from the other.
 */
export interface CalendarDay {
  /** Days from 1970-01-01 to this one on the calendar, whatever the zone. */
  readonly number: number;
  readonly zone: TimeZone;
}

/** Whole days without a change of clocks, which most days are: asked for each line of a log. */
interface Span {
  readonly from: number;
  readonly until: number;
}

const spansByZone = new Map<TimeZone, Map<number, Span>>();

/** `2026-12-11T23:00:00Z` is 12 December 2026 in Berlin, and the 11th in St. John's. */
export function dayOf(at: number | Date, zone: TimeZone): CalendarDay {
  const atMs = at instanceof Date ? at.getTime() : at;
  return { number: dayNumberOf(atMs, zone), zone };
}

export function calendarDay(number: number, zone: TimeZone): CalendarDay {
  return { number, zone };
}

/** `2026-04-12`; null for a day that no calendar has, such as 30 February. */
export function parseCalendarDay(text: string, zone: TimeZone): CalendarDay | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const parsed = { number: date.getTime() / DAY_MS, zone };
  return isoDay(parsed) === text ? parsed : null;
}

/** ISO 8601 for machines: `2026-04-12`. */
export function isoDay({ number }: CalendarDay): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function addDays({ number, zone }: CalendarDay, days: number): CalendarDay {
  return { number: number + days, zone };
}

/** Days from one to the other: 7 from a Sunday to the next, also where the clocks changed in between. */
export function daysBetween(from: CalendarDay, until: CalendarDay): number {
  if (from.zone !== until.zone) throw new TypeError(`days of ${from.zone} and of ${until.zone} are not comparable`);
  return until.number - from.number;
}

/**
 * The first instant that is in the day: midnight, the first of two, or what comes after it where the clocks leave it out.
 * A day that the zone left out altogether (Apia, 30 December 2011) begins with the next.
 */
export function startOfDay({ number, zone }: CalendarDay): Date {
  const midnight = number * DAY_MS;
  if (zone === UTC) return new Date(midnight);
  const earliest = midnight - MAX_OFFSET_MS;
  const latest = midnight + MAX_OFFSET_MS;
  const starts = [offsetAt(earliest, zone), offsetAt(latest, zone)]
    .map((offset) => midnight - offset)
    .filter((start) => start + offsetAt(start, zone) === midnight);
  if (starts.length > 0) return new Date(Math.min(...starts));
  // Local clocks jump over midnight once, and are before it until then.
  let [before, after] = [earliest, latest];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetAt(middle, zone) >= midnight) after = middle;
    else before = middle;
  }
  return new Date(after);
}

/** The first instant after the day: that of the next one. */
export function endOfDay(day: CalendarDay): Date {
  return startOfDay(addDays(day, 1));
}

/** ISO 8601: `2026-W15`. */
export function isoWeek({ number }: CalendarDay): string {
  // 1970-01-01 was a Thursday, and a week belongs to the year of its Thursday.
  const thursday = number - ((((number + 3) % 7) + 7) % 7) + 3;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

function dayNumberOf(atMs: number, zone: TimeZone): number {
  const inUtc = Math.floor(atMs / DAY_MS);
  if (zone === UTC) return inUtc;
  const spans = spansOf(zone);
  for (const number of [inUtc, inUtc + 1, inUtc - 1]) {
    const span = spans.get(number);
    if (span !== undefined && atMs >= span.from && atMs < span.until) return number;
  }
  const number = Math.floor((atMs + offsetAt(atMs, zone)) / DAY_MS);
  const from = startOfDay({ number, zone }).getTime();
  const until = startOfDay({ number: number + 1, zone }).getTime();
  if (until - from === DAY_MS && offsetAt(from, zone) === offsetAt(until, zone)) spans.set(number, { from, until });
  return number;
}

function spansOf(zone: TimeZone): Map<number, Span> {
  const kept = spansByZone.get(zone) ?? new Map<number, Span>();
  if (kept.size >= MAX_KEPT_SPANS) kept.clear();
  spansByZone.set(zone, kept);
  return kept;
}
