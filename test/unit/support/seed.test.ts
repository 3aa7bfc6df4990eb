import { expect, it } from "vitest";
import { chooseSeed, numbersFrom } from "../../support/seed.js";

it("takes the seed it is told, also in CI", () => {
  expect(chooseSeed({ SEED: "42" })).toBe(42);
  expect(chooseSeed({ SEED: "-7", CI: "true" })).toBe(-7);
});

it("is the same in every run of CI, and another in every other run", () => {
  expect(chooseSeed({ CI: "true" })).toBe(chooseSeed({ CI: "1", SEED: "" }));
  const drawn = Array.from({ length: 20 }, () => chooseSeed({ CI: "false" }));
  expect(new Set(drawn).size).toBeGreaterThan(1);
});

it.each(["one", "1.5", "1e3", "2147483648", " 1"])("refuses SEED=%j", (SEED) => {
  expect(() => chooseSeed({ SEED })).toThrow("whole number");
});

it("draws the same numbers from the same seed, over all of 0 to 1", () => {
  const [draw, again] = [numbersFrom(7), numbersFrom(7)];
  const drawn = Array.from({ length: 1_000 }, draw);
  expect(Array.from({ length: 1_000 }, again)).toEqual(drawn);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.min(...drawn)).toBeLessThan(0.05);
  expect(Math.max(...drawn)).toBeGreaterThan(0.95);
  expect(Math.max(...drawn)).toBeLessThan(1);
});
