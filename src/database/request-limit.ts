import { DomainError } from "../kernel/index.js";

/** The time that a request has. When it is over, all its statements end; when its caller goes away, those that only read. */
export class RequestLimit {
  readonly #stops = new Map<() => void, { readonly isWriting: boolean }>();
  readonly #timer: NodeJS.Timeout;
  #isOver = false;
  #hasCallerGone = false;

  constructor(private readonly milliseconds: number) {
    this.#timer = setTimeout(() => this.#end(), milliseconds);
    this.#timer.unref();
  }

  /** Throws UNAVAILABLE when it is over. */
  requireGoing(isWriting: boolean): void {
    if (this.#mustStop(isWriting)) throw this.reason();
  }

  /** Calls back when it is over; the returned function takes the call back. */
  onStop(isWriting: boolean, stop: () => void): () => void {
    this.#stops.set(stop, { isWriting });
    return () => this.#stops.delete(stop);
  }

  /** Rejects when it is over; does nothing else. */
  untilOver(): Promise<never> {
    return new Promise((_resolve, reject) => this.onStop(true, () => reject(this.reason())));
  }

  /** The end by time goes on counting: what the caller began to write is finished within it. */
  callerHasGone(): void {
    this.#hasCallerGone = true;
    this.#tell();
  }

  /** The answer is out: nothing is to be ended any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  reason(): DomainError {
    if (!this.#isOver) return new DomainError("CALLER_GONE", "The caller has gone");
    const seconds = this.milliseconds / 1000;
    return new DomainError("TOOK_TOO_LONG", `This took longer than ${seconds} seconds and was ended; ask for less`, {
      retryAfterSeconds: 5,
    });
  }

  #end(): void {
    this.#isOver = true;
    this.#tell();
  }

  #mustStop(isWriting: boolean): boolean {
    return this.#isOver || (this.#hasCallerGone && !isWriting);
  }

  #tell(): void {
    for (const [stop, { isWriting }] of [...this.#stops]) {
      if (!this.#mustStop(isWriting)) continue;
      this.#stops.delete(stop);
      stop();
    }
  }
}
