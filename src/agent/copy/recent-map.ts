/**
 * Remembers what was used lately, at most twice `size` entries: a full half becomes the older one, and what is asked
 * for again moves back. Cheaper than a list in the order of use, and as good for logins that come again and again.
 */
export class RecentMap<Key, Value> {
  #recent = new Map<Key, Value>();
  #older = new Map<Key, Value>();

  constructor(private readonly size: number) {}

  get(key: Key): Value | undefined {
    const value = this.#recent.get(key);
    if (value !== undefined) return value;
    const older = this.#older.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: Key, value: Value): void {
    if (this.#recent.size >= this.size) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, value);
  }

  clear(): void {
    this.#recent = new Map();
    this.#older = new Map();
  }
}
