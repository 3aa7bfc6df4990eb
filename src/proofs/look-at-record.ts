import type { AnswerOfServer, Resolver } from "../dns/index.js";
import { explainAbsence } from "./explain-absence.js";
import { isValue } from "./judge-text.js";
import type { FoundPart } from "./proof-finding.js";
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
      return unknown({ code: "RECORD_NOT_TO_BE_LOOKED_UP", name, troubles: finding.troubles });
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
  return unknown({ code: "SERVERS_DO_NOT_AGREE", name, having: having.length, asked: answers.length });
}

function found(name: string): ProofVerdict {
  return {
    answer: ProofAnswer.FOUND,
    finding: [{ code: "RECORD_THERE", name }],
    proof: "DNS_TXT",
    cachedSeconds: null,
  };
}

function unknown(part: FoundPart): ProofVerdict {
  return { answer: ProofAnswer.UNKNOWN, finding: [part], proof: null, cachedSeconds: null };
}
