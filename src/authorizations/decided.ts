import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";

const DECIDED = Symbol("authorizations decided in this transaction");

/**
 * Ids of authorizations that were granted or revoked in this transaction, so that nobody needs to be asked about them
 * any more. The room that asks reads it in its commit step.
 */
export function decidedIn(tx: Transaction): Set<string> {
  return tx.collect(DECIDED, () => new Set<string>());
}

const WITHDRAWN = Symbol("authorizations withdrawn in this transaction");

/** Those of them that their account's own side took back before anybody had answered: it may change its mind. */
export function withdrawnIn(tx: Transaction): Set<string> {
  return tx.collect(WITHDRAWN, () => new Set<string>());
}

const TAKEN_UP = Symbol("authorizations taken up again in this transaction");

/**
 * Ids of authorizations that are again what they were before they were withdrawn, with who brought that about: what was
 * asked about them is to be asked again.
 */
export function takenUpIn(tx: Transaction): Map<string, Actor> {
  return tx.collect(TAKEN_UP, () => new Map<string, Actor>());
}
