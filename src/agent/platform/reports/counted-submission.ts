/** Decisions alike of a quarter of an hour, or a single one with the ids of its message, as they are reported to the platform. */
export interface CountedSubmission {
  /** As the MTA gave it. */
  readonly login: string;
  /** Reverse-path; empty for the null reverse-path. */
  readonly sender: string;
  /** Addresses of RFC5322.From in the order of their characters; empty where the protocol does not see them. */
  readonly headerFrom: readonly string[];
  readonly isRefused: boolean;
  /** Of one message under another address, so that a complaint finds it; left out of what is only counted. */
  readonly queueId?: string | null;
  readonly messageId?: string | null;
  /** What its trace header holds, where it was given one. */
  readonly traceToken?: string | null;
  readonly count: number;
  /** Epoch milliseconds of the last of them. */
  readonly at: number;
}

const QUARTER_HOUR_MS = 15 * 60 * 1000;

/**
 * What is counted together lies in one quarter of an hour since 1970: the agent knows no zones, and in each of them the
 * days begin with one.
 */
export function quarterHourOf(at: number): number {
  return Math.floor(at / QUARTER_HOUR_MS);
}

/** Equal for what is counted together: all but the count and the time within the span. */
export function tallyKeyOf(submission: Omit<CountedSubmission, "count">, span: number): string {
  const { login, sender, headerFrom, isRefused, queueId, messageId, traceToken } = submission;
  const ids = queueId || messageId || traceToken ? [queueId ?? null, messageId ?? null] : [];
  const token = traceToken ? [traceToken] : [];
  return JSON.stringify([span, login, sender, headerFrom, isRefused, ...ids, ...token]);
}

/** For a platform that knows no trace header: found by its other ids only. */
export function withoutToken(submission: CountedSubmission): CountedSubmission {
  const { traceToken: _, ...rest } = submission;
  return rest;
}

/** Counted, but no longer found by its ids. */
export function withoutIds(submission: CountedSubmission): CountedSubmission {
  const { login, sender, headerFrom, isRefused, count, at } = submission;
  return { login, sender, headerFrom, isRefused, count, at };
}
