import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";

/** A domain, or a reseller with all below it, that went from one reseller's path to another's. */
export type Move =
  | {
      readonly kind: "DOMAIN";
      readonly domainId: string;
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: "RESELLER"; readonly from: string; readonly to: string };

/** What one transaction has taken from its holder. */
export interface Released {
  /** Whose doing it is, for the audit trail of what follows from it. */
  readonly actor: Actor;
  /** Deleted. */
  readonly accountIds: Set<string>;
  readonly domainIds: Set<string>;
  readonly resellerIds: Set<string>;
  /** Accounts that go on under another login or with another password. */
  readonly changedLogins: Set<string>;
  /** Accounts that go on without an address they had. */
  readonly reducedAccounts: Set<string>;
  /** Addresses without a mailbox from now on. */
  readonly addressKeys: Set<string>;
  /** Domains not hosted here any more, with all addresses in them. */
  readonly domainNames: Set<string>;
  readonly moves: Move[];
}

const RELEASED = Symbol("released by this transaction");

/**
 * Where this room notes what a transaction takes from its holder; it does no more. The rooms above read it in their
 * commit steps (`findReleased`) and end, in the same transaction, what rested on it: an address may be somebody else's
 * next.
 */
export function releasedIn(tx: Transaction, actor: Actor): Released {
  return tx.collect<Released>(RELEASED, () => ({
    actor,
    accountIds: new Set(),
    domainIds: new Set(),
    resellerIds: new Set(),
    changedLogins: new Set(),
    reducedAccounts: new Set(),
    addressKeys: new Set(),
    domainNames: new Set(),
    moves: [],
  }));
}

/** For commit steps; undefined where nothing was released. */
export function findReleased(tx: Transaction): Released | undefined {
  return tx.collected<Released>(RELEASED);
}
