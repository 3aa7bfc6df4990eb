import { Semaphore } from "async-mutex";
import { DomainError } from "../kernel/index.js";
import { onTimeOver, refuseSecondConnection } from "./execution-context.js";

/** Milliseconds that anything waits for its turn, or for a connection, when its request has no nearer end. */
export const MAX_WAIT_MS = 10_000;

/** Lets only so many of a kind of work run at once; the others wait, and not for ever. */
export class Turns {
  readonly #semaphore: Semaphore;

  constructor(
    most: number,
    private readonly what: string,
  ) {
    this.#semaphore = new Semaphore(most);
  }

  /** Throws UNAVAILABLE when no turn comes within the time of the request. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    refuseSecondConnection(`a turn of ${this.what}`);
    const acquired = this.#semaphore.acquire();
    const [, release] = await withinTime(acquired, `Too many ${this.what} at once`, ([, lateRelease]) => lateRelease());
    try {
      return await work();
    } finally {
      release();
    }
  }
}

/**
 * The result of `waiting`, or UNAVAILABLE when the request's time is over or ten seconds have gone by. What comes too
 * late is handed to `giveBack`.
 */
export async function withinTime<T>(waiting: Promise<T>, message: string, giveBack: (late: T) => void): Promise<T> {
  let isLate = false;
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => {
      isLate = true;
      clearTimeout(timer);
      takeBack();
      reject(new DomainError("BUSY", message, { retryAfterSeconds: 2 }));
    };
    const timer = setTimeout(giveUp, MAX_WAIT_MS);
    const takeBack = onTimeOver(giveUp);
    waiting.then(
      (value) => {
        clearTimeout(timer);
        takeBack();
        if (isLate) giveBack(value);
        else resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        takeBack();
        reject(error);
      },
    );
  });
}
