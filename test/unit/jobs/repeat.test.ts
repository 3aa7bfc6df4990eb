import { expect, it } from "vitest";
import { repeat } from "../../../src/jobs/repeat.js";
import { eventually } from "../../support/eventually.js";

const HOUR_MS = 3_600_000;

it("runs at once, and again when it is woken from a long pause", async () => {
  let runs = 0;
  const repetition = repeat(
    async () => {
      runs += 1;
      return HOUR_MS;
    },
    () => {},
  );
  await eventually("the first run", () => runs === 1);
  repetition.wake();
  await eventually("the second run", () => runs === 2);
  await repetition.stop();
  repetition.wake();
  expect(runs).toBe(2);
});

it("does not pause after a run during which it was woken, and never runs twice at once", async () => {
  let [runs, running, most] = [0, 0, 0];
  const repetition = repeat(
    async () => {
      runs += 1;
      running += 1;
      most = Math.max(most, running);
      if (runs < 5) repetition.wake();
      await Promise.resolve();
      running -= 1;
      return HOUR_MS;
    },
    () => {},
  );
  await eventually("five runs", () => runs === 5);
  await repetition.stop();
  expect([runs, most]).toEqual([5, 1]);
});

it("tells of an error, goes on after a pause, and is not hurried into the next failure", async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const repetition = repeat(
    async () => {
      runs += 1;
      if (runs === 1) throw new Error("on purpose");
      return HOUR_MS;
    },
    (error) => {
      errors.push(error);
      repetition.wake();
    },
  );
  await eventually("the run after the failure", () => runs === 2);
  await repetition.stop();
  expect(errors).toEqual([new Error("on purpose")]);
});

it("ends once the run that is going on has ended", async () => {
  let finish: (() => void) | undefined;
  let hasEnded = false;
  const repetition = repeat(
    async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      hasEnded = true;
      return 0;
    },
    () => {},
  );
  await eventually("the run has begun", () => finish !== undefined);
  const stopped = repetition.stop();
  finish?.();
  await stopped;
  expect(hasEnded).toBe(true);
});
