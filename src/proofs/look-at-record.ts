import type { AnswerOfServer, Resolver } from "../dns/index.js";
import { explainAbsence } from "./explain-absence.js";
import { isValue } from "./judge-text.js";
import { recordNameOf } from "./proof-record.js";
import { ProofAnswer, type ProofVerdict } from "./proof-verdict.js";

/** Whether the TXT record is there. Never rejects. */
export async function lookAtRecord(
  resolver: Resolver,
  wanted: { readonly domain: string; readonly value: string },
): Promise<ProofVerdict> {
  const name = recordNameOf(wanted.domain);
  const finding = await resolver.look({ name, type: "TXT" });
  switch (finding.kind) {
    case "UNKNOWN":
      return unknown(`The TXT records of ${name} cannot be looked up right now: ${finding.why}`);
    case "DIFFERENT":
      return compare(name, wanted.value, finding.answers);
    case "FOUND":
      if (finding.values.some((text) => isValue(text, wanted.value))) return found(name);
      break;
    case "NOTHING":
      break;
  }
  return {
    answer: ProofAnswer.NOT_THERE,
    finding: await explainAbsence(resolver, wanted, finding),
    proof: null,
    cachedSeconds: finding.ttlSeconds,
  };
}

/** Where name servers differ, the value counts once all of them have it. */
function compare(name: string, value: string, answers: readonly AnswerOfServer[]): ProofVerdict {
  const having = answers.filter(
    ({ answer }) => answer.kind === "FOUND" && answer.values.some((text) => isValue(text, value)),
  );
  if (having.length === answers.length) return found(name);
  return unknown(
    `Name servers do not agree about ${name}: ${having.length} of ${answers.length} have the value; once all have it, it counts`,
  );
}

function found(name: string): ProofVerdict {
  return { answer: ProofAnswer.FOUND, finding: `TXT record at ${name}`, proof: "DNS_TXT", cachedSeconds: null };
}

function unknown(finding: string): ProofVerdict {
  return { answer: ProofAnswer.UNKNOWN, finding, proof: null, cachedSeconds: null };
}
