import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  calendarDay,
  dayOf,
  daysBetween,
  endOfDay,
  isoDay,
  isoWeek,
  parseCalendarDay,
  startOfDay,
} from "../../../src/kernel/calendar-day.js";
import { requireTimeZone } from "../../../src/kernel/time-zone.js";

const zoneOf = (name: string) => requireTimeZone(name, "zone");
const day = (text: string, zone: string) => parseCalendarDay(text, zoneOf(zone))!;
const HOUR_MS = 60 * 60 * 1_000;

describe("the day of an instant", () => {
  test.each([
    ["2026-12-11T23:00:00Z", "Europe/Berlin", "2026-12-12"],
    ["2026-12-11T22:59:59.999Z", "Europe/Berlin", "2026-12-11"],
    ["2026-12-12T03:29:59.999Z", "America/St_Johns", "2026-12-11"],
    ["2026-12-12T03:30:00Z", "America/St_Johns", "2026-12-12"],
    ["2026-04-04T10:59:59.999Z", "Pacific/Auckland", "2026-04-04"],
    ["2026-04-04T11:00:00Z", "Pacific/Auckland", "2026-04-05"],
    // The clocks went back at one minute past midnight, into the day before.
    ["2010-11-07T02:30:30Z", "America/St_Johns", "2010-11-07"],
    ["2010-11-07T02:31:00Z", "America/St_Johns", "2010-11-06"],
    ["2010-11-07T03:30:00Z", "America/St_Johns", "2010-11-07"],
    ["1969-12-31T23:30:00Z", "Europe/Berlin", "1970-01-01"],
    ["1969-12-31T22:59:00Z", "Europe/Berlin", "1969-12-31"],
  ])("%s in %s is %s", (instant, zone, expected) => {
    for (let times = 0; times < 2; times += 1) expect(isoDay(dayOf(new Date(instant), zoneOf(zone)))).toBe(expected);
  });
});

describe("the first instant of a day", () => {
  test.each([
    ["2026-04-12", "Europe/Berlin", "2026-04-11T22:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
    ["2026-03-09", "America/St_Johns", "2026-03-09T02:30:00.000Z"],
    ["2026-09-27", "Pacific/Auckland", "2026-09-26T12:00:00.000Z"],
    ["2026-09-28", "Pacific/Auckland", "2026-09-27T11:00:00.000Z"],
    // Days that begin at 01:00, because midnight is left out.
    ["2024-04-26", "Africa/Cairo", "2024-04-25T22:00:00.000Z"],
    ["2026-03-29", "Asia/Beirut", "2026-03-28T22:00:00.000Z"],
    // Midnight comes twice: the first counts.
    ["2010-11-07", "America/St_Johns", "2010-11-07T02:30:00.000Z"],
    ["2026-01-01", "UTC", "2026-01-01T00:00:00.000Z"],
    // Samoa left this day out.
    ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
    ["2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ])("%s in %s begins at %s", (text, zone, expected) => {
    expect(startOfDay(day(text, zone)).toISOString()).toBe(expected);
  });

  test.each([
    ["2026-03-29", "Europe/Berlin", 23],
    ["2026-10-25", "Europe/Berlin", 25],
    ["2026-10-24", "Europe/Berlin", 24],
    ["2026-04-04", "Australia/Lord_Howe", 24],
    ["2026-04-05", "Australia/Lord_Howe", 24.5],
    ["2011-12-30", "Pacific/Apia", 0],
  ])("%s in %s has %d hours", (text, zone, hours) => {
    const asked = day(text, zone);
    expect(endOfDay(asked).getTime() - startOfDay(asked).getTime()).toBe(hours * HOUR_MS);
  });
});

test("every instant is in the day that it is said to be in, and no other day contains it", () => {
  const zones = [
    "Europe/Berlin",
    "America/St_Johns",
    "Pacific/Auckland",
    "Africa/Cairo",
    "America/Havana",
    "Asia/Tehran",
  ];
  const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2037, 11, 31) });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones).map(zoneOf), (at, zone) => {
      const found = dayOf(at, zone);
      expect(startOfDay(found).getTime()).toBeLessThanOrEqual(at);
      expect(endOfDay(found).getTime()).toBeGreaterThan(at);
      expect(dayOf(startOfDay(found), zone)).toEqual(found);
      expect(dayOf(endOfDay(found).getTime() - 1, zone)).toEqual(found);
      const local = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);
      expect(isoDay(found)).toBe(local);
    }),
    { numRuns: 500 },
  );
});

test("seven days are seven days, whatever the clocks do", () => {
  const from = day("2026-03-25", "Europe/Berlin");
  const until = day("2026-04-01", "Europe/Berlin");
  expect(daysBetween(from, until)).toBe(7);
  expect(addDays(from, 7)).toEqual(until);
  expect(startOfDay(until).getTime() - startOfDay(from).getTime()).toBe(7 * 24 * HOUR_MS - HOUR_MS);
  expect(() => daysBetween(from, day("2026-04-01", "Europe/London"))).toThrow(TypeError);
});

test.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "", "2026-01-01T00:00", "0000-00-00"])(
  "%j is no day of the calendar",
  (text) => {
    expect(parseCalendarDay(text, zoneOf("Europe/Berlin"))).toBeNull();
  },
);

test.each([
  ["2026-01-01", "2026-W01"],
  ["2025-12-29", "2026-W01"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["1969-12-31", "1970-W01"],
])("%s is in week %s", (text, week) => {
  const { number, zone } = day(text, "Europe/Berlin");
  expect(isoWeek(calendarDay(number, zone))).toBe(week);
});
