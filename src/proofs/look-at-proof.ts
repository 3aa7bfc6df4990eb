import type { Resolver } from "../dns/index.js";
import { lookAtExchangers } from "./look-at-exchangers.js";
import { lookAtRecord } from "./look-at-record.js";
import { ProofAnswer, type ProofVerdict } from "./proof-verdict.js";

export interface ExpectedProof {
  readonly domain: string;
  /** What the TXT record must say. */
  readonly value: string;
  /** Exchangers that prove a hosted domain as well; empty where none do. */
  readonly exchangers: readonly string[];
}

/** Looks for every proof that counts; one is enough. What is not there counts as gone only if all are known to be. */
export async function lookAtProof(resolver: Resolver, wanted: ExpectedProof): Promise<ProofVerdict> {
  if (wanted.exchangers.length === 0) return lookAtRecord(resolver, wanted);
  const [record, exchangers] = await Promise.all([
    lookAtRecord(resolver, wanted),
    lookAtExchangers(resolver, wanted.domain, new Set(wanted.exchangers)),
  ]);
  for (const answer of [ProofAnswer.FOUND, ProofAnswer.UNKNOWN]) {
    for (const verdict of [record, exchangers]) if (verdict.answer === answer) return verdict;
  }
  return { ...record, finding: [...record.finding, ...exchangers.finding] };
}
