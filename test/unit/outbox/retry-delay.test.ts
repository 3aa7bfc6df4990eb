import { expect, it } from "vitest";
import { MAX_ATTEMPTS, retryDelayMs } from "../../../src/outbox/delivery/retry-delay.js";

const HOUR = 3_600_000;

it("doubles from half a minute to six hours", () => {
  const middle = () => 0.5;
  expect(retryDelayMs(1, middle)).toBe(30_000);
  expect(retryDelayMs(2, middle)).toBe(60_000);
  expect(retryDelayMs(MAX_ATTEMPTS, middle)).toBe(6 * HOUR);
});

it("differs by up to a quarter each way", () => {
  expect(retryDelayMs(1, () => 0)).toBe(22_500);
  expect(retryDelayMs(1, () => 0.999_999)).toBe(37_500);
});

it("spans five days over all attempts, even when every delay comes out short", () => {
  let total = 0;
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) total += retryDelayMs(attempt, () => 0);
  expect(total).toBeGreaterThan(5 * 24 * HOUR);
});
