import type { Transaction } from "../database/index.js";
import type { Authorization } from "./authorization.entity.js";
import type { Identity } from "./identity.entity.js";
import type { OwnersWord } from "./owners-word.js";

/** What the operator gave against the owner's word, or without waiting for it. */
export interface Overruled {
  readonly authorization: Authorization;
  readonly identity: Identity;
  readonly word: OwnersWord;
}

const OVERRULED = Symbol("owners overruled in this transaction");

/** Of this transaction: their owners are told. The room that writes to owners reads it in its commit step. */
export function overruledIn(tx: Transaction): Overruled[] {
  return tx.collect(OVERRULED, () => []);
}
