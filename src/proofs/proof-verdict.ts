import { registerEnumType } from "type-graphql";
import type { ProofFinding } from "./proof-finding.js";

export enum ProofAnswer {
  FOUND = "FOUND",
  NOT_THERE = "NOT_THERE",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(ProofAnswer, {
  name: "ProofAnswer",
  description: "What name servers said. UNKNOWN: they could not tell, or did not agree; that is never absence.",
  valuesConfig: {
    FOUND: { description: "It is there" },
    NOT_THERE: { description: "It is not there" },
    UNKNOWN: { description: "No name server could say" },
  },
});

/** What one look has found. */
export interface ProofVerdict {
  readonly answer: ProofAnswer;
  /** What was found where; nothing of a stranger's choosing but plain characters. */
  readonly finding: ProofFinding;
  /** Which of the proofs it is; null unless FOUND. */
  readonly proof: "DNS_TXT" | "MX" | null;
  /** For how long caches may go on saying that nothing is there; null where that is not known. */
  readonly cachedSeconds: number | null;
}
