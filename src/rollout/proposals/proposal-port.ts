import type { Transaction } from "../../database/index.js";

export interface ProposedIdentity {
  readonly accountId: string;
  readonly address: string;
  /** Authorized at once until this date where nothing speaks against it, and confirmed by then; null only asks. */
  readonly grandfatherUntil: Date | null;
}

export type ProposalOutcome =
  | {
      readonly kind: "PROPOSED";
      readonly authorizationId: string;
      readonly isGrandfathered: boolean;
      readonly matchNumber: string | null;
    }
  /** There is an authorization in whatever state: what was decided once is not proposed again. */
  | { readonly kind: "KNOWN"; readonly authorizationId: string }
  | { readonly kind: "IMPOSSIBLE" };

/**
 * How an owner is asked, which another room knows. Throws RATE_LIMITED, and the transaction with it, when the account's
 * budget of the day is used up.
 */
export interface ProposalPort {
  propose(tx: Transaction, proposal: ProposedIdentity): Promise<ProposalOutcome>;
}
