import type { Transaction } from "../database/index.js";

/** Addresses that have no mailbox any more, and domains that are not hosted any more with all addresses in them. */
export interface GivenUp {
  readonly addressKeys: Set<string>;
  readonly domainNames: Set<string>;
}

const GIVEN_UP = Symbol("addresses given up");

/**
 * What this transaction has taken from its holder so far. This room notes it and does no more: the rooms that let others
 * send as an address must end that before the commit, for the address may be somebody else's next.
 */
export function givenUpIn(tx: Transaction): GivenUp {
  return tx.collect<GivenUp>(GIVEN_UP, () => ({ addressKeys: new Set(), domainNames: new Set() }));
}
