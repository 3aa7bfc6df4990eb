import type { EntityManager } from "typeorm";

export type Engine = "sqlite" | "mysql";

/** Order of the last steps before a commit: every transaction takes the two hot rows in this order. */
export const BEFORE_COMMIT_ORDER = { audit: 1, feed: 2 } as const;

interface BeforeCommitStep {
  readonly order: number;
  readonly run: () => Promise<void>;
}

/**
 * One open transaction, handed down explicitly to everything that writes in it. Rooms that must run last, such as the
 * audit chain and the feed, collect during the work and register one step that runs right before the commit, so that
 * their single hot row is locked for as short as can be.
 */
export class Transaction {
  readonly #collected = new Map<symbol, unknown>();
  readonly #beforeCommit: BeforeCommitStep[] = [];
  readonly #afterCommit: (() => void)[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly engine: Engine,
    /** The transaction's one idea of "now". */
    readonly now: Date,
  ) {}

  /** What a room has collected in this transaction, made at the first call. */
  collect<T>(key: symbol, create: () => T): T {
    if (!this.#collected.has(key)) this.#collected.set(key, create());
    return this.#collected.get(key) as T;
  }

  beforeCommit(order: number, run: () => Promise<void>): void {
    this.#beforeCommit.push({ order, run });
  }

  /** For wake-up calls only: it may never run, if the process dies right after the commit. */
  afterCommit(run: () => void): void {
    this.#afterCommit.push(run);
  }

  async runBeforeCommit(): Promise<void> {
    for (const step of [...this.#beforeCommit].sort((a, b) => a.order - b.order)) await step.run();
  }

  runAfterCommit(): void {
    for (const run of this.#afterCommit) run();
  }
}
