import { createHash, randomUUID } from "node:crypto";
import { open, type RootDatabase, type Database as Table } from "lmdb";
import { makePrivateDirectory } from "../../../config/index.js";
import { type CountedSubmission, quarterHourOf, tallyKeyOf, withoutIds, withoutToken } from "./counted-submission.js";

/** A part of the counts that is on its way: the same again and again until it was answered. */
export interface ReportBatch {
  readonly id: string;
  readonly submissions: readonly CountedSubmission[];
}

export interface ReportSpoolLimits {
  /** Rows of account, address and quarter of an hour that are kept at most. */
  readonly mostRows: number;
  /** What the platform takes in one call. */
  readonly mostInBatch: number;
}

export const SPOOL_LIMITS: ReportSpoolLimits = { mostRows: 500_000, mostInBatch: 1_000 };

const DAY_MS = 24 * 60 * 60 * 1_000;
/** What is counted together where there is no room: a day of UTC, at last all that is there. */
const WIDER_SPANS = [(at: number) => Math.floor(at / DAY_MS), () => 0];

/** Part of the rows up to which ids of single messages are kept: what waits for long is for counting only. */
const SHARE_WITH_IDS = 0.2;
/** The platform takes no greater count in one row. */
const MAX_COUNT = 1_000_000;

/**
 * Counts that wait for the platform, on disk. A count is either among the rows or in one batch, and a batch keeps its
 * id until the platform has answered it: so each is counted once, wherever the process dies. When there is no more
 * room, ids of messages are left out, then days are added up, and only then are counts lost, and it is said how many.
 */
export class ReportSpool {
  readonly #root: RootDatabase<string, Buffer>;
  readonly #rows: Table<CountedSubmission, Buffer>;
  readonly #batches: Table<readonly CountedSubmission[], string>;
  #rowCount: number;
  #lostCount = 0;

  constructor(
    directory: string,
    private readonly limits: ReportSpoolLimits = SPOOL_LIMITS,
  ) {
    makePrivateDirectory(directory);
    this.#root = open<string, Buffer>({ path: directory, maxDbs: 2, encoding: "json" });
    this.#rows = this.#root.openDB({ name: "rows", keyEncoding: "binary", encoding: "json" });
    this.#batches = this.#root.openDB({ name: "batches", encoding: "json" });
    this.#rowCount = entryCount(this.#rows);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Decisions that were dropped for want of room since the start. */
  get lostCount(): number {
    return this.#lostCount;
  }

  /** All or, when the disk is full, nothing: it then throws. */
  add(submissions: readonly CountedSubmission[]): void {
    for (const spanOf of WIDER_SPANS) {
      if (this.#rowCount + submissions.length > this.limits.mostRows) this.#addUp(spanOf);
    }
    this.#root.transactionSync(() => {
      for (const submission of submissions) {
        const isCrowded = this.#rowCount >= this.limits.mostRows * SHARE_WITH_IDS;
        this.#addRow(isCrowded ? withoutIds(submission) : submission, quarterHourOf(submission.at));
      }
    });
    this.#rowCount = entryCount(this.#rows);
  }

  /** The batch that was not answered yet, else a new one of what has been counted; null when there is nothing. */
  nextBatch(): ReportBatch | null {
    for (const { key, value } of this.#batches.getRange({ limit: 1 })) return { id: key, submissions: value };
    const taken = [...this.#rows.getRange({ limit: this.limits.mostInBatch })];
    if (taken.length === 0) return null;
    const id = randomUUID();
    const submissions = taken.map(({ value }) => value);
    this.#root.transactionSync(() => {
      for (const { key } of taken) this.#rows.removeSync(key);
      this.#batches.putSync(id, submissions);
    });
    this.#rowCount = entryCount(this.#rows);
    return { id, submissions };
  }

  /** The platform has answered: it will not be sent again. */
  settle(batchId: string): void {
    this.#root.transactionSync(() => {
      this.#batches.removeSync(batchId);
    });
  }

  /** The platform will not take the batch: its halves are tried in its place, and a single row that it refuses is lost. */
  split({ id, submissions }: ReportBatch): void {
    const middle = Math.ceil(submissions.length / 2);
    this.#root.transactionSync(() => {
      this.#batches.removeSync(id);
      if (submissions.length === 1) return;
      this.#batches.putSync(randomUUID(), submissions.slice(0, middle));
      this.#batches.putSync(randomUUID(), submissions.slice(middle));
    });
    if (submissions.length === 1) this.#lostCount += submissions[0]?.count ?? 0;
  }

  /** Puts the same without trace tokens in the batch's place; false when it has none. */
  dropTokens({ id, submissions }: ReportBatch): boolean {
    if (!submissions.some(({ traceToken }) => traceToken)) return false;
    this.#root.transactionSync(() => {
      this.#batches.removeSync(id);
      this.#batches.putSync(randomUUID(), submissions.map(withoutToken));
    });
    return true;
  }

  async close(): Promise<void> {
    await this.#root.close();
  }

  #addRow(submission: CountedSubmission, span: number): void {
    const key = rowKeyOf(submission, span);
    const known = this.#rows.get(key);
    if (known === undefined && this.#rowCount >= this.limits.mostRows) {
      this.#lostCount += submission.count;
      return;
    }
    if (known === undefined) this.#rowCount += 1;
    const count = Math.min(MAX_COUNT, (known?.count ?? 0) + submission.count);
    this.#rows.putSync(key, { ...submission, count, at: Math.max(known?.at ?? 0, submission.at) });
  }

  /** Keeps who used what and how often, of each span in one row: when it was, but for the last time, is given up. */
  #addUp(spanOf: (at: number) => number): void {
    const merged = new Map<string, CountedSubmission>();
    for (const { value: row } of this.#rows.getRange()) {
      const value = withoutIds(row);
      const key = tallyKeyOf(value, spanOf(value.at));
      const known = merged.get(key);
      const count = Math.min(MAX_COUNT, (known?.count ?? 0) + value.count);
      merged.set(key, { ...value, count, at: Math.max(known?.at ?? 0, value.at) });
    }
    if (merged.size === this.#rowCount) return;
    this.#root.transactionSync(() => {
      this.#rows.clearSync();
      for (const value of merged.values()) this.#rows.putSync(rowKeyOf(value, quarterHourOf(value.at)), value);
    });
    this.#rowCount = merged.size;
  }
}

/** A hash, as keys of the store are shorter than two addresses may be. */
function rowKeyOf(submission: CountedSubmission, span: number): Buffer {
  return createHash("sha256").update(tallyKeyOf(submission, span)).digest().subarray(0, 16);
}

function entryCount(table: { getStats(): object }): number {
  return (table.getStats() as { entryCount: number }).entryCount;
}
