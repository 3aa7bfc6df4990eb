import type { CheckRequest } from "../decision/index.js";
import type { AgentLogger } from "./agent-logger.js";
import type { DecisionMetrics } from "./decision-metrics.js";
import { type AgentDecision, type DecisionSource, isPromise } from "./decision-source.js";
import { noDecision } from "./wire/protocol-trouble.js";
import { createRepeatLimiter, type RepeatLimiter } from "./wire/repeat-limiter.js";

export type AgentProtocol = "policy" | "socketmap" | "milter" | "http";

/** Where a question comes from: for the log and for reports, never for the verdict. */
export interface QuestionOrigin {
  readonly protocol: AgentProtocol;
  readonly peer: string;
  /** Empty where the MTA has none yet. */
  readonly queueId: string;
  /** With its brackets; null or left out where the protocol does not show it. */
  readonly messageId?: string | null;
  /**
   * Where the message can be given a header: takes the token by which its report is to be found, within the observer's
   * call. It is not called for a message that is not reported singly.
   */
  readonly markMessage?: (traceToken: string) => void;
}

/**
 * Sees each decision once it is made, for instance to count it for a report, and how many milliseconds it took. It must not
 * throw and must be quick.
 */
export type DecisionObserver = (
  question: CheckRequest,
  decision: AgentDecision,
  origin: QuestionOrigin,
  tookMs: number,
) => void;

/** Puts a question to the source. Synchronous when the source is; throws or rejects ProtocolTrouble NO_DECISION without one. */
export type Judge = (question: CheckRequest, origin: QuestionOrigin) => AgentDecision | Promise<AgentDecision>;

export function createJudge(
  source: DecisionSource,
  tally: DecisionMetrics,
  logger: AgentLogger,
  observe: DecisionObserver | null,
): Judge {
  const limiter = createRepeatLimiter();

  function note(
    question: CheckRequest,
    decision: AgentDecision,
    origin: QuestionOrigin,
    askedAt: number,
  ): AgentDecision {
    const tookMs = performance.now() - askedAt;
    tally.count(origin.protocol, decision);
    if (decision.verdict !== "ALLOW") logFinding(logger, limiter, { question, decision, origin });
    observe?.(question, decision, origin, tookMs);
    return decision;
  }

  return (question, origin) => {
    const askedAt = performance.now();
    let answer: AgentDecision | Promise<AgentDecision>;
    try {
      answer = source.decide(question);
    } catch (cause) {
      throw noDecision(cause);
    }
    if (!isPromise(answer)) return note(question, answer, origin, askedAt);
    return answer.then(
      (decision) => note(question, decision, origin, askedAt),
      (cause) => {
        throw noDecision(cause);
      },
    );
  };
}

interface LoggedFinding {
  readonly question: CheckRequest;
  readonly decision: AgentDecision;
  readonly origin: QuestionOrigin;
}

/**
 * A client that is refused tries again at once, ten thousand times, and a stolen login with ten thousand addresses: one
 * line a minute says so. Each single refusal is in the MTA's own log.
 */
function logFinding(logger: AgentLogger, limiter: RepeatLimiter, { question, decision, origin }: LoggedFinding): void {
  const heldBack = limiter.admit(`${decision.verdict} ${question.login}`);
  if (heldBack === null) return;
  logger.info(
    {
      protocol: origin.protocol,
      peer: origin.peer,
      queueId: origin.queueId,
      saslLogin: question.login,
      reversePath: question.reversePath,
      decidedAddress: decision.decidedAddress,
      verdict: decision.verdict,
      reason: decision.reason,
      mode: decision.mode,
      alikeInLastMinute: heldBack,
    },
    decision.verdict === "DENY" ? "sender refused" : "sender would be refused",
  );
}
