import type { EntityManager } from "typeorm";
import { type Dialect, dialectOf } from "./dialect.js";

/**
 * What a room does at the end of every transaction that writes, before its commit: it looks at what was collected, and
 * does nothing where that is nothing. The list of all steps, in their order, is given to the database when it is opened.
 */
export type CommitStep = (tx: Transaction) => Promise<void>;

/**
 * One open transaction, handed down explicitly to everything that writes in it. What must follow from the work (a room
 * above cleans up after what a room below released; the audit chain and the feed take their single hot row for as short
 * as can be) is collected during it, and done by the commit steps.
 */
export class Transaction {
  readonly #collected = new Map<symbol, unknown>();
  readonly #afterCommit: (() => void)[] = [];

  constructor(
    readonly manager: EntityManager,
    /** The transaction's one idea of "now". */
    readonly now: Date,
  ) {}

  /** What differs between engines for the statements of this transaction. */
  get dialect(): Dialect {
    return dialectOf(this.manager.dataSource);
  }

  /** What a room has collected in this transaction, made at the first call. */
  collect<T>(key: symbol, create: () => T): T {
    if (!this.#collected.has(key)) this.#collected.set(key, create());
    return this.#collected.get(key) as T;
  }

  /** What `collect` has made under this key; undefined where nothing was collected. */
  collected<T>(key: symbol): T | undefined {
    return this.#collected.get(key) as T | undefined;
  }

  /** For wake-up calls only: it may never run, if the process dies right after the commit. */
  afterCommit(run: () => void): void {
    this.#afterCommit.push(run);
  }

  runAfterCommit(): void {
    for (const run of this.#afterCommit) run();
  }
}
