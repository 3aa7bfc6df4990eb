import type { Clock } from "../../kernel/index.js";
import type { DecisionObserver } from "../judge.js";
import { chooseTraces } from "./choose-traces.js";
import { type CountedSubmission, dayOf, tallyKeyOf } from "./counted-submission.js";

/** What the platform takes; what is longer is no address, and no login of an account. */
const LONGEST_TEXT = 1_000;
const MOST_FROM_ADDRESSES = 50;
const MOST_KEYS = 50_000;
/** Beyond this, ids are left out: whoever sends much does not keep others from being counted. */
const MOST_KEYS_WITH_IDS = 10_000;
/** While a milter sees the messages, it counts those that are let through: it knows their From addresses. */
const MILTER_COUNTS_FOR_MS = 10 * 60_000;

export interface DecisionCounts {
  readonly observe: DecisionObserver;
  /** What was counted since the last call. */
  drain(): CountedSubmission[];
  /** Decisions that could not be kept, since the start. */
  readonly lostCount: number;
}

/** Counts in memory, so that a decision costs one look-up; whoever drains it often loses little when the process dies. */
export function countDecisions(clock: Clock): DecisionCounts {
  let counts = new Map<string, CountedSubmission>();
  const traces = chooseTraces();
  let lostCount = 0;
  let milterSeenAt = Number.NEGATIVE_INFINITY;

  return {
    observe(question, decision, origin) {
      const at = clock.now().getTime();
      const isRefused = decision.verdict === "DENY";
      if (origin.protocol === "milter") milterSeenAt = at;
      else if (!isRefused && at - milterSeenAt < MILTER_COUNTS_FOR_MS) return;
      const { login, reversePath, fromAddresses = [] } = question;
      if (login.length > LONGEST_TEXT || reversePath.length > LONGEST_TEXT) return;
      const headerFrom = fromAddresses.filter((text) => text.length <= LONGEST_TEXT).slice(0, MOST_FROM_ADDRESSES);
      const submission = {
        login,
        sender: reversePath,
        headerFrom: [...new Set(headerFrom)].sort(),
        isRefused,
        at,
        ...(counts.size < MOST_KEYS_WITH_IDS ? traces.idsOf(question, decision, origin, at) : {}),
      };
      const key = tallyKeyOf(submission, dayOf(at));
      const known = counts.get(key);
      if (known === undefined && counts.size >= MOST_KEYS) {
        lostCount += 1;
        return;
      }
      counts.set(key, { ...submission, count: (known?.count ?? 0) + 1 });
    },
    drain() {
      const drained = [...counts.values()];
      counts = new Map();
      return drained;
    },
    get lostCount() {
      return lostCount;
    },
  };
}
