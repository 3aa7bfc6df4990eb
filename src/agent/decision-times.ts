import type { DecisionObserver } from "./judge.js";

/** How many decisions took up to so many milliseconds, and longer than the bound before. */
export interface DecisionTime {
  readonly upToMs: number;
  readonly decisions: number;
}

export interface DecisionTimes {
  note(ms: number): void;
  /** Those of another process, or such as could not be reported. */
  add(times: readonly DecisionTime[]): void;
  /** What was noted since the last call; bounds under which nothing fell are left out. */
  drain(): DecisionTime[];
}

/** From a look into the copy to an API that is slow. What takes longer than the last counts there. */
const BOUNDS_MS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1_000] as const;

/** Counts under fixed bounds, so that a decision costs a few comparisons and no memory. */
export function countDecisionTimes(): DecisionTimes {
  const counts = new Float64Array(BOUNDS_MS.length);

  function count(ms: number, decisions: number): void {
    let bucket = 0;
    while (bucket < BOUNDS_MS.length - 1 && ms > (BOUNDS_MS[bucket] ?? 0)) bucket += 1;
    counts[bucket] = (counts[bucket] ?? 0) + decisions;
  }

  return {
    note: (ms) => count(ms, 1),
    add(times) {
      for (const { upToMs, decisions } of times) count(upToMs, decisions);
    },
    drain() {
      const times = BOUNDS_MS.map((upToMs, bucket) => ({ upToMs, decisions: counts[bucket] ?? 0 }));
      counts.fill(0);
      return times.filter(({ decisions }) => decisions > 0);
    },
  };
}

/** The observer, and beside it how long each decision took. */
export function timed(observe: DecisionObserver, times: DecisionTimes): DecisionObserver {
  return (question, decision, origin, tookMs) => {
    times.note(tookMs);
    observe(question, decision, origin, tookMs);
  };
}
