import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";

/** Whose work one act ends (`withEverythingMade`), all that they made in turn among them. */
export interface EndedMakers {
  readonly actor: Actor;
  readonly reason: string | null;
  /** Administrators, keys and issuers. */
  readonly ids: Set<string>;
}

const ENDED = Symbol("makers whose work this transaction ends");

/** This room ends the credentials; rooms above read it in a commit step (`findEndedMakers`) and end what is theirs. */
export function noteEndedMakers(tx: Transaction, actor: Actor, ids: Iterable<string>, reason: string | null): void {
  const ended = tx.collect<EndedMakers>(ENDED, () => ({ actor, reason, ids: new Set() }));
  for (const id of ids) ended.ids.add(id);
}

/** For commit steps; undefined where nobody's work is ended. */
export function findEndedMakers(tx: Transaction): EndedMakers | undefined {
  return tx.collected<EndedMakers>(ENDED);
}
