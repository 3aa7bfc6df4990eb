import { expect, it } from "vitest";
import { withinMs } from "../../../src/gateways/registry/decision-times.js";

it.each([
  { share: 0.5, times: [[1, 10]], ms: 0.5 },
  {
    share: 0.5,
    times: [
      [2, 50],
      [1, 50],
    ],
    ms: 1,
  },
  {
    share: 0.75,
    times: [
      [1, 50],
      [2, 50],
    ],
    ms: 1.5,
  },
  {
    share: 0.99,
    times: [
      [1, 90],
      [5, 0],
      [10, 10],
    ],
    ms: 9.5,
  },
  {
    share: 1,
    times: [
      [0.1, 1],
      [1_000, 3],
    ],
    ms: 1_000,
  },
  { share: 0.5, times: [[1, 0]], ms: null },
  { share: 0.5, times: [], ms: null },
])("$share of $times were made within $ms", ({ share, times, ms }) => {
  expect(
    withinMs(
      times.map(([upToMs = 0, decisions = 0]) => ({ upToMs, decisions })),
      share,
    ),
  ).toBe(ms);
});
