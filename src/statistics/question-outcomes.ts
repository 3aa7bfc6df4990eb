import type { AuditAction, RecordedEvent } from "../audit/index.js";
import type { Countable } from "./collect-statistics.js";

export enum QuestionOutcome {
  ASKED = "ASKED",
  ALLOWED = "ALLOWED",
  DENIED = "DENIED",
  APPROVED = "APPROVED",
  REFUSED = "REFUSED",
  EXPIRED = "EXPIRED",
  WITHDRAWN = "WITHDRAWN",
}

const OUTCOMES: ReadonlyMap<AuditAction, QuestionOutcome> = new Map([
  ["authorization.allowed", QuestionOutcome.ALLOWED],
  ["authorization.denied", QuestionOutcome.DENIED],
  ["authorization.approved", QuestionOutcome.APPROVED],
  ["authorization.refused", QuestionOutcome.REFUSED],
  ["authorization.expired", QuestionOutcome.EXPIRED],
  ["authorization.revoked", QuestionOutcome.WITHDRAWN],
]);

/**
 * What the trail says became of questions: whatever is recorded is counted, so no operation can forget it. The first
 * outcome counts; an answer that is turned round, and a right that ends later, is none of its question.
 */
export function questionsAmong(events: readonly RecordedEvent[]): Countable[] {
  return events.flatMap((event) => {
    const name = outcomeOf(event);
    if (name === null) return [];
    return [{ place: event, at: event.at.getTime(), kind: "QUESTION" as const, name, count: 1 }];
  });
}

function outcomeOf({ action, before }: RecordedEvent): QuestionOutcome | null {
  if (action === "verification.asked") return QuestionOutcome.ASKED;
  const isFirst = typeof before === "object" && before !== null && "state" in before && before.state === "PENDING";
  return isFirst ? (OUTCOMES.get(action) ?? null) : null;
}
