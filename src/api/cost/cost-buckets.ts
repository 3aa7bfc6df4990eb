/** Seconds' worth that may be spent at once. */
const SECONDS_IN_BUCKET = 25;
/** Credentials that are remembered; the one longest unused begins anew with a full bucket. */
const MAX_BUCKETS = 10_000;

interface Bucket {
  available: number;
  /** Milliseconds of a clock that nobody sets. */
  at: number;
}

/** Cost that each credential has left, restored all the time at one rate. Of this process alone: sharing it would be a write a call. */
export class CostBuckets {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    /** Points a second. */
    readonly restoreRate: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.restoreRate * SECONDS_IN_BUCKET;
  }

  /** Takes so much; false, with nothing taken, where there is less. */
  take(credential: string, points: number): boolean {
    const bucket = this.#bucketOf(credential);
    // Whatever is within the limits of a query is possible with a full bucket.
    const wanted = Math.min(points, this.size);
    if (bucket.available < wanted) return false;
    bucket.available -= wanted;
    return true;
  }

  /** What was asked for and not used. */
  giveBack(credential: string, points: number): void {
    const bucket = this.#bucketOf(credential);
    bucket.available = Math.min(this.size, bucket.available + points);
  }

  available(credential: string): number {
    return this.#bucketOf(credential).available;
  }

  /** Whole seconds until there is so much again. */
  secondsUntil(credential: string, points: number): number {
    const missing = Math.min(points, this.size) - this.available(credential);
    return Math.max(1, Math.ceil(missing / this.restoreRate));
  }

  #bucketOf(credential: string): Bucket {
    const now = this.now();
    const bucket = this.#buckets.get(credential) ?? { available: this.size, at: now };
    bucket.available = Math.min(this.size, bucket.available + ((now - bucket.at) / 1_000) * this.restoreRate);
    bucket.at = now;
    this.#buckets.delete(credential);
    this.#buckets.set(credential, bucket);
    if (this.#buckets.size > MAX_BUCKETS) {
      const [longestUnused] = this.#buckets.keys();
      if (longestUnused !== undefined) this.#buckets.delete(longestUnused);
    }
    return bucket;
  }
}
