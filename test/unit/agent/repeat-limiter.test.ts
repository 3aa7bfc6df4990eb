import { expect, it } from "vitest";
import { createRepeatLimiter } from "../../../src/agent/wire/repeat-limiter.js";

it("admits a key once a minute and then says how many it held back", () => {
  let time = 0;
  const limiter = createRepeatLimiter(() => time);
  expect(limiter.admit("a")).toBe(0);
  expect([limiter.admit("a"), limiter.admit("a"), limiter.admit("b")]).toEqual([null, null, 0]);
  time = 59_999;
  expect(limiter.admit("a")).toBeNull();
  time = 60_000;
  expect(limiter.admit("a")).toBe(3);
  expect(limiter.admit("a")).toBeNull();
});

it("remembers the latest 10,000 keys however many there are", () => {
  const limiter = createRepeatLimiter(() => 0);
  const admitted = (from: number) => {
    let count = 0;
    for (let n = from; n < 100_000; n++) count += limiter.admit(`key ${n}`) === null ? 0 : 1;
    return count;
  };
  expect(admitted(0)).toBe(100_000);
  expect(admitted(90_001)).toBe(0);
  expect(limiter.admit("key 1")).toBe(0);
});

it("takes keys that begin alike for the same when they are endless", () => {
  const limiter = createRepeatLimiter(() => 0);
  expect(limiter.admit("x".repeat(5000))).toBe(0);
  expect(limiter.admit("x".repeat(6000))).toBeNull();
});
