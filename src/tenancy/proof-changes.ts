import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";
import type { Domain } from "./domain.entity.js";

interface ProofChanges {
  readonly actor: Actor;
  /** By identifier, as they are now. */
  readonly domains: Map<string, Domain>;
}

const CHANGED = Symbol("domains whose proof this transaction has changed");

/** Where this room notes domains that became proven or lost their proof, for the rooms above to look at. */
export function proofChangesIn(tx: Transaction, actor: Actor): ProofChanges {
  return tx.collect<ProofChanges>(CHANGED, () => ({ actor, domains: new Map() }));
}

/** For commit steps; undefined where none has changed. */
export function findProofChanges(tx: Transaction): ProofChanges | undefined {
  return tx.collected<ProofChanges>(CHANGED);
}
