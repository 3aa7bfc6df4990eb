import type { Clock } from "../kernel/index.js";

interface Kept<Value> {
  readonly value: Value;
  readonly until: number;
}

/** Keeps values for a few seconds and at most `size` of them; the oldest goes first. */
export class ShortCache<Value> {
  readonly #kept = new Map<string, Kept<Value>>();

  constructor(
    private readonly clock: Clock,
    private readonly lifetimeMs: number,
    private readonly size: number,
  ) {}

  get(key: string): Value | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (kept.until > this.clock.now().getTime()) return kept.value;
    this.#kept.delete(key);
    return undefined;
  }

  set(key: string, value: Value): void {
    this.#kept.delete(key);
    if (this.#kept.size >= this.size) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(key, { value, until: this.clock.now().getTime() + this.lifetimeMs });
  }

  delete(key: string): void {
    this.#kept.delete(key);
  }
}
