import type { EntityManager } from "typeorm";
import type { Database } from "./database.js";
import { onItsOwn } from "./execution-context.js";

/** Other processes commit to the same database: at most this long until what they did is seen. */
const LOOK_EVERY_MS = 200;

/** A number that only grows, and what tells of commits of this process that changed it. */
interface GrowingNumber {
  readonly read: (manager: EntityManager) => Promise<number>;
  readonly onChangedHere: (listener: () => void) => () => void;
}

/**
 * Knows such a number of a database for as long as somebody waits for the next one: one look however many wait. Commits of
 * this process are seen at once.
 */
class NumberWatch {
  readonly #waiting = new Set<(found: number) => void>();
  #timer: NodeJS.Timeout | null = null;
  #stopListening: (() => void) | null = null;
  #isLooking = false;
  #mustLookAgain = false;

  constructor(
    private readonly number: GrowingNumber,
    private readonly database: Database,
  ) {}

  /** Calls back at each look, until the returned function is called. */
  listen(onFound: (found: number) => void): () => void {
    this.#waiting.add(onFound);
    if (this.#timer === null) {
      this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
      this.#timer.unref();
      this.#stopListening = this.number.onChangedHere(() => void this.#look());
    }
    void this.#look();
    return () => {
      this.#waiting.delete(onFound);
      if (this.#waiting.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
      this.#stopListening?.();
    };
  }

  /** For all who listen, so it belongs to the request of none. */
  #look(): Promise<void> {
    return onItsOwn(() => this.#lookForAll());
  }

  async #lookForAll(): Promise<void> {
    if (this.#isLooking) {
      this.#mustLookAgain = true;
      return;
    }
    this.#isLooking = true;
    try {
      do {
        this.#mustLookAgain = false;
        const found = await this.number.read(this.database.reader);
        for (const tell of [...this.#waiting]) tell(found);
      } while (this.#mustLookAgain);
    } catch {
      // A database that cannot be reached has nothing new to tell; the next look asks again, and who needs an answer
      // now asks the database itself and learns why there is none.
    } finally {
      this.#isLooking = false;
    }
  }
}

/** Whoever follows the number of a database shares one watch. Made once a number, at module level. */
export function followerOf(number: GrowingNumber) {
  const watches = new WeakMap<Database, NumberWatch>();
  return (database: Database, heartbeatMs: number): AsyncIterableIterator<number> => {
    const watch = watches.get(database) ?? new NumberWatch(number, database);
    watches.set(database, watch);
    return follow(watch, heartbeatMs);
  };
}

/**
 * The number as it is at once, then each newer one as it is committed, and the same again where none came for
 * `heartbeatMs`. Who reads slowly skips some and gets the newest: nothing is queued.
 */
function follow(watch: NumberWatch, heartbeatMs: number): AsyncIterableIterator<number> {
  let told: number | null = null;
  let newest: number | null = null;
  let isOver = false;
  let wake: (() => void) | null = null;
  const stop = watch.listen((found) => {
    newest = found;
    if (found !== told) wake?.();
  });

  async function next(): Promise<IteratorResult<number>> {
    if (!isOver && (newest === null || newest === told)) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, heartbeatMs);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    }
    if (isOver) return { done: true, value: undefined };
    // Not even one look succeeded within a heartbeat: the database is away, and the caller is told by the end.
    if (newest === null) return end();
    told = newest;
    return { done: false, value: told };
  }

  async function end(): Promise<IteratorResult<number>> {
    isOver = true;
    stop();
    wake?.();
    return { done: true, value: undefined };
  }

  return {
    next,
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
