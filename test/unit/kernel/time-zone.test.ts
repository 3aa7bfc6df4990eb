import { describe, expect, test } from "vitest";
import {
  offsetName,
  parseTimeZone,
  placeName,
  requireTimeZone,
  type TimeZone,
  UTC,
} from "../../../src/kernel/time-zone.js";

describe("parseTimeZone", () => {
  test.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["America/St_Johns", "America/St_Johns"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["Asia/Calcutta", "Asia/Calcutta"],
    ["utc", "UTC"],
    ["Etc/UTC", "UTC"],
  ])("makes of %j %j", (text, zone) => {
    expect(parseTimeZone(text)).toBe(zone);
  });

  test.each([
    "",
    "Berlin",
    "Europe/Berlim",
    "Europe/Berlin ",
    "CET",
    "EST5EDT",
    "+02:00",
    "Etc/GMT+2",
    "GMT+2",
    "__proto__",
    "Europe/__proto__",
    "a/".repeat(40),
    "Europe/Berlin\n",
    "../Europe/Berlin",
  ])("takes %j for no zone", (text) => {
    expect(parseTimeZone(text)).toBeNull();
  });

  test("names the field, and what would be a zone", () => {
    expect(() => requireTimeZone("CEST", "input.timeZone")).toThrow(
      expect.objectContaining({ code: "BAD_USER_INPUT", field: "input.timeZone" }),
    );
  });
});

test("names the offset that is in force at an instant", () => {
  const [winter, summer] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
  const offsets = (zone: TimeZone) => [offsetName(winter, zone), offsetName(summer, zone)];
  expect(offsets(requireTimeZone("Europe/Berlin", "zone"))).toEqual(["UTC+1", "UTC+2"]);
  expect(offsets(requireTimeZone("America/St_Johns", "zone"))).toEqual(["UTC-3:30", "UTC-2:30"]);
  expect(offsets(requireTimeZone("Pacific/Auckland", "zone"))).toEqual(["UTC+13", "UTC+12"]);
  expect(offsets(requireTimeZone("Asia/Kathmandu", "zone"))).toEqual(["UTC+5:45", "UTC+5:45"]);
  expect(offsets(UTC)).toEqual(["UTC", "UTC"]);
});

test("calls a zone by its place", () => {
  expect(["Europe/Berlin", "America/St_Johns", "UTC"].map((each) => placeName(requireTimeZone(each, "zone")))).toEqual([
    "Berlin",
    "St Johns",
    "UTC",
  ]);
});
