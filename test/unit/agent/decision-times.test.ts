import { expect, it } from "vitest";
import { countDecisionTimes } from "../../../src/agent/decision-times.js";

it("counts each decision under the least bound that it kept within, and the slowest under the last", () => {
  const times = countDecisionTimes();
  for (const ms of [0, 0.02, 0.021, 1, 1.001, 400, 5_000]) times.note(ms);
  times.add([{ upToMs: 1, decisions: 10 }]);
  expect(times.drain()).toEqual([
    { upToMs: 0.02, decisions: 2 },
    { upToMs: 0.05, decisions: 1 },
    { upToMs: 1, decisions: 11 },
    { upToMs: 2, decisions: 1 },
    { upToMs: 1_000, decisions: 2 },
  ]);
  expect(times.drain()).toEqual([]);
});
