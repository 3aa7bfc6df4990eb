import { describe, expect, it } from "vitest";
import { momentsIn } from "../../../console/src/words/moments.js";
import { requireTimeZone } from "../../../src/kernel/time-zone.js";
import { OWN_NAMES } from "../../../src/texts/own-names.js";

const BERLIN = requireTimeZone("Europe/Berlin", "zone");
/** An hour of the first of March in Berlin that is still February in UTC, long before today. */
const AT = Date.UTC(2020, 1, 29, 23, 5);

describe("moments of the console", () => {
  it.each([
    ["en", "1 Mar", "1 Mar 2020", " 1 March 2020, 00:05"],
    ["de", "1. März", "1. März 2020", " 1. März 2020, 00:05"],
    ["fr", "1er mars", "1er mars 2020", " 1er mars 2020, 00:05"],
  ] as const)("name in %s the first of a month: %s", (code, calendarDay, day, whole) => {
    const moments = momentsIn(OWN_NAMES[code], BERLIN, () => "");
    expect(moments.calendarDay("2020-03-01")).toBe(calendarDay);
    expect(moments.day(AT)).toBe(day);
    expect(moments.wholeMoment(AT).endsWith(whole)).toBe(true);
    expect(moments.isoDay(AT)).toBe("2020-03-01");
  });
});
