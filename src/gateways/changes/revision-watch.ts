import { type Database, onItsOwn } from "../../database/index.js";
import { currentRevision, onCommittedHere } from "../../feed/index.js";

/** Other processes commit to the same database: at most this long until what they did is seen. */
const LOOK_EVERY_MS = 200;

/**
 * Knows the current revision of a database for as long as somebody waits for the next one: one look however many wait.
 * Commits of this process are seen at once.
 */
class RevisionWatch {
  readonly #waiting = new Set<(revision: number) => void>();
  #timer: NodeJS.Timeout | null = null;
  #stopListening: (() => void) | null = null;
  #isLooking = false;
  #mustLookAgain = false;

  constructor(private readonly database: Database) {}

  /** Calls back at each look, until the returned function is called. */
  listen(onRevision: (revision: number) => void): () => void {
    this.#waiting.add(onRevision);
    if (this.#timer === null) {
      this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
      this.#timer.unref();
      this.#stopListening = onCommittedHere(() => void this.#look());
    }
    void this.#look();
    return () => {
      this.#waiting.delete(onRevision);
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
        const revision = await currentRevision(this.database.reader);
        for (const tell of [...this.#waiting]) tell(revision);
      } while (this.#mustLookAgain);
    } catch {
      // A database that cannot be reached has nothing new to tell; the next look asks again, and who needs an answer
      // now asks the database itself and learns why there is none.
    } finally {
      this.#isLooking = false;
    }
  }
}

const watches = new WeakMap<Database, RevisionWatch>();

function watchOf(database: Database): RevisionWatch {
  let watch = watches.get(database);
  if (watch === undefined) {
    watch = new RevisionWatch(database);
    watches.set(database, watch);
  }
  return watch;
}

/**
 * The current revision at once, then each newer one as it is committed, and the same again where none came for
 * `heartbeatMs`. Who reads slowly skips some and gets the newest: nothing is queued.
 */
export function followRevisions(database: Database, heartbeatMs: number): AsyncIterableIterator<number> {
  let told: number | null = null;
  let newest: number | null = null;
  let isOver = false;
  let wake: (() => void) | null = null;
  const stop = watchOf(database).listen((revision) => {
    newest = revision;
    if (revision !== told) wake?.();
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
