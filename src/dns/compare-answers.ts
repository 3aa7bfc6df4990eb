import type { AnswerOfServer, DnsAnswer, DnsFinding } from "./dns-answer.js";

/**
 * What several name servers say together. At least half of them must know, so that one cannot speak for all; where those
 * who know do not agree, each answer is given.
 */
export function compareAnswers(answers: readonly AnswerOfServer[]): DnsFinding {
  const known = answers.filter(({ answer }) => answer.kind !== "UNKNOWN");
  const [first] = known;
  if (first === undefined || known.length * 2 < answers.length) {
    const failed = answers.flatMap(({ answer }) => (answer.kind === "UNKNOWN" ? answer.troubles : []));
    return { kind: "UNKNOWN", troubles: failed.length === 0 ? ["NO_SERVER"] : [...new Set(failed)] };
  }
  const said = new Set(known.map(({ answer }) => whatItSays(answer)));
  if (said.size > 1) return { kind: "DIFFERENT", answers: known };
  // The longest time that one of them may go on saying so.
  return known.map(({ answer }) => answer).reduce((one, other) => (ttlOf(other) > ttlOf(one) ? other : one));
}

function whatItSays(answer: DnsAnswer): string {
  return answer.kind === "FOUND" ? JSON.stringify([...answer.values].sort()) : answer.kind;
}

function ttlOf(answer: DnsAnswer): number {
  return answer.kind === "UNKNOWN" ? -1 : (answer.ttlSeconds ?? 0);
}
