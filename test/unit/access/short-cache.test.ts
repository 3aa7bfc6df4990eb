import { expect, it } from "vitest";
import { ShortCache } from "../../../src/access/short-cache.js";

const clock = { time: 0, now: () => new Date(clock.time) };

it("forgets after its time, and not before", () => {
  const cache = new ShortCache<string>(clock, 5_000, 10);
  cache.set("key", "value");
  clock.time += 4_999;
  expect(cache.get("key")).toBe("value");
  clock.time += 1;
  expect(cache.get("key")).toBeUndefined();
});

it("holds no more than its size; the oldest goes first", () => {
  const cache = new ShortCache<number>(clock, 5_000, 2);
  for (const [index, key] of ["a", "b", "a", "c"].entries()) cache.set(key, index);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([2, undefined, 3]);
});

it("forgets what it is told to", () => {
  const cache = new ShortCache<number>(clock, 5_000, 2);
  cache.set("a", 1);
  cache.delete("a");
  expect(cache.get("a")).toBeUndefined();
});
