import type { CountedSubmission } from "./reports/counted-submission.js";

/** When this agent was last asked anything, and when about a From header: one that never is holds nobody's From. */
export interface AskedSenders {
  note(submissions: readonly Pick<CountedSubmission, "at" | "headerFrom">[]): void;
  /** Epoch milliseconds; null where nothing was asked since the start. */
  readonly askedAt: number | null;
  readonly fromAskedAt: number | null;
}

export function noteAskedSenders(): AskedSenders {
  let askedAt: number | null = null;
  let fromAskedAt: number | null = null;
  return {
    note(submissions) {
      for (const { at, headerFrom } of submissions) {
        askedAt = Math.max(askedAt ?? at, at);
        if (headerFrom.length > 0) fromAskedAt = Math.max(fromAskedAt ?? at, at);
      }
    },
    get askedAt() {
      return askedAt;
    },
    get fromAskedAt() {
      return fromAskedAt;
    },
  };
}
