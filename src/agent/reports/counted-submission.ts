/** Decisions alike of one day, as they are reported to the platform. */
export interface CountedSubmission {
  /** As the MTA gave it. */
  readonly login: string;
  /** Reverse-path; empty for the null reverse-path. */
  readonly sender: string;
  /** Addresses of RFC5322.From in the order of their characters; empty where the protocol does not see them. */
  readonly headerFrom: readonly string[];
  readonly isRefused: boolean;
  readonly count: number;
  /** Epoch milliseconds of the last of them. */
  readonly at: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** UTC days since 1970. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

/** Equal for what is counted together: all but the count and the time of day. */
export function tallyKeyOf(submission: Omit<CountedSubmission, "count">, day: number): string {
  const { login, sender, headerFrom, isRefused } = submission;
  return JSON.stringify([day, login, sender, headerFrom, isRefused]);
}
