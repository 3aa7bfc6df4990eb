import type { Transaction } from "../database/index.js";

/** Of which domains this transaction has counted, or dropped, what. */
export interface Observed {
  /** Of mail under other addresses than the login, or of days that were dropped. */
  readonly changedDomainIds: Set<string>;
  /** Of mail under logins alone: a domain and a day of its zone. */
  readonly ownMail: OwnMail[];
}

export interface OwnMail {
  readonly domainId: string;
  readonly resellerPath: string | null;
  readonly day: number;
}

const OBSERVED = Symbol("observed in this transaction");

/** Where this room notes what it counts; the rooms above read it in their commit steps (`findObserved`). */
export function observedIn(tx: Transaction): Observed {
  return tx.collect<Observed>(OBSERVED, () => ({ changedDomainIds: new Set(), ownMail: [] }));
}

/** For commit steps. */
export function findObserved(tx: Transaction): Observed {
  return tx.collected<Observed>(OBSERVED) ?? { changedDomainIds: new Set(), ownMail: [] };
}
