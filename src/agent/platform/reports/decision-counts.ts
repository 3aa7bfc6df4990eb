import type { CheckRequest, Decision } from "../../../decision/index.js";
import type { Clock } from "../../../kernel/index.js";
import type { AgentDecision } from "../../decision-source.js";
import type { QuestionOrigin } from "../../judge.js";
import { chooseTraces, type MessageIds } from "./choose-traces.js";
import { type CountedSubmission, quarterHourOf } from "./counted-submission.js";

/** What the platform takes; what is longer is no address, and no login of an account. */
const MAX_TEXT_LENGTH = 1_000;
const MAX_FROM_ADDRESSES = 50;
const MAX_KEYS = 50_000;
/** Beyond this, ids are left out: whoever sends much does not keep others from being counted. */
const MAX_KEYS_WITH_IDS = 10_000;
/** While a milter sees the messages, it counts those that are let through: it knows their From addresses. */
const MILTER_COUNTS_FOR_MS = 10 * 60_000;

export interface DecisionCounts {
  /** As an observer of decisions. */
  observe(question: CheckRequest, decision: AgentDecision, origin: QuestionOrigin): void;
  /** What was counted since the last call. */
  drain(): CountedSubmission[];
  /** Decisions that could not be kept, since the start. */
  readonly lostCount: number;
}

type Counted = { -readonly [Field in keyof CountedSubmission]: CountedSubmission[Field] };

const NO_ADDRESSES: readonly string[] = [];

/** Counts in memory, so that a decision costs one look-up; whoever drains it often loses little when the process dies. */
export function countDecisions(clock: Clock): DecisionCounts {
  let counts = new Map<string, Counted>();
  const traces = chooseTraces();
  let lostCount = 0;
  let milterSeenAt = Number.NEGATIVE_INFINITY;

  return {
    observe(question, decision, origin) {
      const at = clock.now().getTime();
      const isRefused = decision.verdict === "DENY";
      if (origin.protocol === "milter") milterSeenAt = at;
      else if (!isRefused && at - milterSeenAt < MILTER_COUNTS_FOR_MS) return;
      const { login, reversePath } = question;
      if (login.length > MAX_TEXT_LENGTH || reversePath.length > MAX_TEXT_LENGTH) return;
      const headerFrom = addressesToCount(usedAddresses(question, decision));
      const ids = counts.size < MAX_KEYS_WITH_IDS ? traces.idsOf(question, decision, origin, at) : null;
      const key = countKeyOf({ login, sender: reversePath, headerFrom, isRefused, ids, span: quarterHourOf(at) });
      const known = counts.get(key);
      if (known !== undefined) {
        known.count += 1;
        known.at = at;
      } else if (counts.size >= MAX_KEYS) {
        lostCount += 1;
      } else {
        counts.set(key, { login, sender: reversePath, headerFrom, isRefused, at, ...ids, count: 1 });
        if (ids?.traceToken !== undefined) origin.markMessage?.(ids.traceToken);
      }
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

/** Of a resent message that passes, who resends it: nobody's author is asked to let somebody use the author's address. */
function usedAddresses(question: CheckRequest, { wouldDeny }: Pick<Decision, "wouldDeny">): readonly string[] {
  const { fromAddresses = NO_ADDRESSES, resentFromAddresses = NO_ADDRESSES } = question;
  return resentFromAddresses.length > 0 && !wouldDeny ? resentFromAddresses : fromAddresses;
}

function addressesToCount(fromAddresses: readonly string[]): string[] {
  const headerFrom = fromAddresses.filter((text) => text.length <= MAX_TEXT_LENGTH).slice(0, MAX_FROM_ADDRESSES);
  return [...new Set(headerFrom)].sort();
}

interface CountedDecision {
  readonly login: string;
  readonly sender: string;
  readonly headerFrom: readonly string[];
  readonly isRefused: boolean;
  readonly ids: MessageIds | null;
  readonly span: number;
}

/** Equal where `tallyKeyOf` is, and cheaper: it is made for each decision. The length says where the login ends. */
function countKeyOf({ login, sender, headerFrom, isRefused, ids, span }: CountedDecision): string {
  const start = `${span}${isRefused ? "!" : "."}${login.length} ${login}`;
  if (headerFrom.length === 0 && ids === null) return start + sender;
  return `+${start}${JSON.stringify([sender, headerFrom, ids?.queueId, ids?.messageId, ids?.traceToken])}`;
}
