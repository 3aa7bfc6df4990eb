import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";

/** Addresses that accounts take in this transaction, as their own or as aliases. */
export interface ClaimedAddresses {
  /** Whose doing it is, for the audit trail of what follows from it. */
  readonly actor: Actor;
  readonly keys: Set<string>;
}

const CLAIMED = Symbol("addresses claimed by this transaction");

export function claimedIn(tx: Transaction, actor: Actor): ClaimedAddresses {
  return tx.collect<ClaimedAddresses>(CLAIMED, () => ({ actor, keys: new Set() }));
}

/** For commit steps; undefined where no address was taken. */
export function findClaimed(tx: Transaction): ClaimedAddresses | undefined {
  return tx.collected<ClaimedAddresses>(CLAIMED);
}
