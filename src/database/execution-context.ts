import { AsyncLocalStorage } from "node:async_hooks";
import { untraced } from "../tracing/index.js";
import type { RequestLimit } from "./request-limit.js";
import type { Transaction } from "./transaction.js";

/** What a piece of work has written. */
export interface Commits {
  /** Committed, in their order. */
  readonly transactions: Transaction[];
  /** Whether it was all done by an earlier call, and nothing now. */
  wasRepeated: boolean;
}

/** What each transaction of a piece of work does besides: first of all, and with its result before the commit. */
export interface TransactionFrame {
  begin(tx: Transaction): Promise<void>;
  end(tx: Transaction, result: unknown): Promise<void>;
}

/** What the code that is running belongs to: a request with a limit, a transaction, both or neither. */
interface ExecutionContext {
  readonly limit: RequestLimit | null;
  /** From before the transaction begins until after it has ended: a caller that goes away does not stop it. */
  readonly isWriting: boolean;
  /** Where to note the transactions that are committed; null where nobody asks. */
  readonly commits: Commits | null;
  readonly frame: TransactionFrame | null;
  /** Which kind of transaction holds a connection. */
  readonly holds: "write" | "snapshot" | null;
}

const NOTHING: ExecutionContext = { limit: null, isWriting: false, commits: null, frame: null, holds: null };
const contexts = new AsyncLocalStorage<ExecutionContext>();

function current(): ExecutionContext {
  return contexts.getStore() ?? NOTHING;
}

/** A fault of the program: something inside a transaction asked for what may keep the transaction waiting. */
export class ReachesOutsideTransaction extends Error {
  constructor(what: string) {
    super(
      `Inside a transaction ${what} was asked for; read and write over the transaction's own manager, and do everything else before or after it`,
    );
    this.name = "ReachesOutsideTransaction";
  }
}

/**
 * Throws inside `database.write`: for whatever waits for something else, such as the network, a name server or a slow
 * hash. All that time the transaction would keep its locks and its connection.
 */
export function refuseInsideTransaction(what: string): void {
  if (current().holds === "write") throw new ReachesOutsideTransaction(what);
}

/** Throws wherever a connection is held: whoever holds one and waits for another may wait for itself. */
export function refuseSecondConnection(what: string): void {
  if (current().holds !== null) throw new ReachesOutsideTransaction(what);
}

export function currentLimit(): RequestLimit | null {
  return current().limit;
}

/** Throws UNAVAILABLE when the time of the request is over, or when nobody waits for what it reads. */
export function requireTimeLeft(): void {
  const { limit, isWriting } = current();
  limit?.requireGoing(isWriting);
}

/** Calls back once when what runs now has to end; the returned function takes the call back. */
export function onTimeOver(stop: () => void): () => void {
  const { limit, isWriting } = current();
  return limit?.onStop(isWriting, stop) ?? (() => undefined);
}

/** All that `work` begins belongs to one request: its statements end when the limit is reached. */
export function withinLimit<T>(limit: RequestLimit, work: () => T): T {
  return contexts.run({ ...NOTHING, limit }, work);
}

/** The result of `work`, or UNAVAILABLE when the time of the request is over before. */
export async function untilTimeIsOver<T>(work: () => Promise<T> | T): Promise<T> {
  const { limit } = current();
  return limit === null ? work() : Promise.race([Promise.resolve(work()), limit.untilOver()]);
}

/** Adds every transaction that `work` commits to the list. */
export function notingCommits<T>(commits: Commits, work: () => T): T {
  return contexts.run({ ...current(), commits }, work);
}

export function noteCommit(transaction: Transaction): void {
  current().commits?.transactions.push(transaction);
}

/** For whoever finds that the work was done by an earlier call. */
export function noteRepeated(): void {
  const { commits } = current();
  if (commits !== null) commits.wasRepeated = true;
}

/** Puts a frame around every transaction that `work` opens, within those that are there; null takes all off. */
export function framing<T>(frame: TransactionFrame | null, work: () => T): T {
  const outer = frame === null ? null : currentFrame();
  return contexts.run({ ...current(), frame: outer === null || frame === null ? frame : nested(outer, frame) }, work);
}

function nested(outer: TransactionFrame, inner: TransactionFrame): TransactionFrame {
  return {
    async begin(tx) {
      await outer.begin(tx);
      await inner.begin(tx);
    },
    async end(tx, result) {
      await inner.end(tx, result);
      await outer.end(tx, result);
    },
  };
}

export function currentFrame(): TransactionFrame | null {
  return current().frame;
}

export function asWriter<T>(work: () => T): T {
  return contexts.run({ ...current(), isWriting: true }, work);
}

export function holding<T>(holds: "write" | "snapshot", work: () => T): T {
  return contexts.run({ ...current(), holds }, work);
}

/** For work that several requests share: it must not end with the one that happened to begin it, nor count as its. */
export function onItsOwn<T>(work: () => T): T {
  return contexts.run(NOTHING, () => untraced(work));
}
