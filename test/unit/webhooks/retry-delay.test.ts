import { expect, it } from "vitest";
import { wantedDelayMs } from "../../../src/webhooks/sending/retry-delay.js";

const NOW = new Date("2026-04-12T10:00:00Z");
const THREE_HOURS = 3 * 3_600_000;

it.each([
  [null, null],
  ["120", 120_000],
  [" 5 ", 5_000],
  ["0", 0],
  ["999999999", THREE_HOURS],
  ["Sun, 12 Apr 2026 10:01:00 GMT", 60_000],
  ["Sun, 12 Apr 2026 09:00:00 GMT", 0],
  ["Sun, 12 Apr 2036 09:00:00 GMT", THREE_HOURS],
  ["-5", null],
  ["1e3", null],
  ["soon", null],
  ["2026-04-12T10:01:00Z", null],
  ["Xxx, 99 Yyy 2026 10:01:00 GMT", null],
])("a receiver that answers Retry-After: %s has its peace for %s ms", (retryAfter, milliseconds) => {
  expect(wantedDelayMs(retryAfter, NOW)).toBe(milliseconds);
});
