import type { Transaction } from "../database/index.js";
import type { ProofClaim } from "./proof-claim.entity.js";

export type ProofEvent = "MISSING" | "PAUSED";

/** What those concerned are told. */
export interface ProofNews {
  readonly event: ProofEvent;
  readonly claim: ProofClaim;
  /** Whose administrators are told. */
  readonly resellerPath: string;
  readonly domainId: string;
  /** The account that sends as everybody in the domain; null for a hosted domain. */
  readonly account: { readonly address: string; readonly language: string | null } | null;
  readonly pausesAt: Date;
}

/** Whoever can reach people; this room knows nobody's address. */
export interface ProofAlerts {
  tell(tx: Transaction, news: ProofNews): Promise<void>;
}
