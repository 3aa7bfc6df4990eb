import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";
import type { Domain } from "./domain.entity.js";

interface CreatedDomains {
  readonly actor: Actor;
  readonly domains: Domain[];
}

const CREATED = Symbol("domains created by this transaction");

/** Where this room notes the domains that a transaction makes, for the rooms above to look at before the commit. */
export function createdDomainsIn(tx: Transaction, actor: Actor): CreatedDomains {
  return tx.collect<CreatedDomains>(CREATED, () => ({ actor, domains: [] }));
}

/** For commit steps; undefined where none was made. */
export function findCreatedDomains(tx: Transaction): CreatedDomains | undefined {
  return tx.collected<CreatedDomains>(CREATED);
}
