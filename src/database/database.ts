import type { DataSource, EntityManager, Migration } from "typeorm";
import type { Clock } from "../kernel/index.js";
import { inChildSpan } from "../tracing/index.js";
import { type Dialect, dialectOf } from "./dialect.js";
import { asDomainError, isRetriable } from "./engine-errors.js";
import { asWriter, currentFrame, noteCommit, refuseSecondConnection, requireTimeLeft } from "./execution-context.js";
import { beginMemo, endMemo } from "./read-once.js";
import { systemOf } from "./statement-spans.js";
import { type CommitStep, Transaction } from "./transaction.js";

const MAX_ATTEMPTS = 4;

/** How an engine runs one attempt of a write, and a consistent read. */
export interface EngineAccess {
  readonly writer: DataSource;
  readonly reader: DataSource;
  /** Runs `work` in one transaction on the writer; commits when it fulfils, rolls back when it rejects. */
  inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Runs `work` on a connection that sees one unchanging state of the database. */
  inSnapshot<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Runs the migrations that are pending. Of processes that begin together one does, and the others wait for it. */
  migrate(): Promise<Migration[]>;
  close(): Promise<void>;
}

/** Ends a transaction whose answer is wanted and whose changes are not. */
class Rehearsed extends Error {
  constructor(readonly answer: unknown) {
    super("a rehearsal is rolled back");
  }
}

/** The one way to the data. Writes are transactions; reads never wait for them. */
export class Database {
  constructor(
    private readonly access: EngineAccess,
    private readonly clock: Clock,
    private readonly commitSteps: readonly CommitStep[] = [],
    private readonly sequenceSteps: readonly CommitStep[] = [],
  ) {}

  get dialect(): Dialect {
    return dialectOf(this.access.writer);
  }

  /** The same data under another clock, over the same connections: whoever closes one closes both. */
  under(clock: Clock): Database {
    return new Database(this.access, clock, this.commitSteps, this.sequenceSteps);
  }

  /** For reads only. On SQLite this connection refuses writes; with replicas, `find` goes to one of them. */
  get reader(): EntityManager {
    return this.access.reader.manager;
  }

  /** For migrations and checks of the schema; operations use `write`. */
  get writerSource(): DataSource {
    return this.access.writer;
  }

  /**
   * Runs one use case as one transaction. On a deadlock or a certification failure the whole of it begins again, three
   * times at most, so `work` must do nothing outside the database: no mail, no network. It is refused another connection
   * (`reader`, `write`, `snapshot`) too, for which transactions could wait for one another.
   */
  async write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.inAttempts(work, async (tx) => {
      for (const step of this.sequenceSteps) await step(tx);
    });
  }

  /**
   * The answer, or the error, that the work would give as a write, with all that the rooms' commit steps do; then
   * everything is rolled back. What its transaction has collected by then may be read through the answer.
   */
  async rehearse<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      return await this.inAttempts<T>(work, async (_tx, answer) => {
        throw new Rehearsed(answer);
      });
    } catch (error) {
      if (error instanceof Rehearsed) return error.answer as T;
      throw error;
    }
  }

  private async inAttempts<T>(
    work: (tx: Transaction) => Promise<T>,
    end: (tx: Transaction, answer: T) => Promise<void>,
  ): Promise<T> {
    refuseSecondConnection("another transaction");
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work, end);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !isRetriable(error)) throw asDomainError(error);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
        asWriter(requireTimeLeft);
      }
    }
  }

  async snapshot<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    refuseSecondConnection("a snapshot");
    return this.access.inSnapshot(work);
  }

  /** Brings the schema up to date. Returns the names of the migrations that ran. */
  async migrate(): Promise<string[]> {
    const ran = await this.access.migrate();
    return ran.map((migration) => migration.name);
  }

  async close(): Promise<void> {
    await this.access.close();
  }

  private async attempt<T>(
    work: (tx: Transaction) => Promise<T>,
    end: (tx: Transaction, answer: T) => Promise<void>,
  ): Promise<T> {
    let transaction: Transaction | undefined;
    const result = await this.inTransaction(async (manager) => {
      beginMemo(manager);
      try {
        transaction = new Transaction(manager, this.clock.now());
        const frame = currentFrame();
        await frame?.begin(transaction);
        const value = await work(transaction);
        await frame?.end(transaction, value);
        for (const step of this.commitSteps) await step(transaction);
        await end(transaction, value);
        return value;
      } finally {
        endMemo(manager);
      }
    });
    if (transaction !== undefined) noteCommit(transaction);
    transaction?.runAfterCommit();
    return result;
  }

  /** The wait for a connection counts as a part of it. */
  private inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const describe = () => ({
      name: "transaction",
      attributes: { "db.system.name": systemOf(this.access.writer) },
      isFailure: (error: unknown) => !(error instanceof Rehearsed),
    });
    return inChildSpan(describe, () => this.access.inTransaction(work));
  }
}
