/** Anything that waits for more lines. */
export interface OpenEntry {
  readonly key: string;
  /** Wall clock when it was opened, epoch milliseconds; null when finished files are read. */
  readonly openedAt: number | null;
}

/**
 * What waits for more lines, oldest first and never more than `maximum`: the oldest is handed to `evict` when another
 * one is added.
 */
export class OpenSubmissions<Entry extends OpenEntry> {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly maximum: number,
    private readonly evict: (entry: Entry) => void,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  add(entry: Entry): void {
    this.entries.set(entry.key, entry);
    if (this.entries.size <= this.maximum) return;
    for (const oldest of this.entries.values()) {
      this.entries.delete(oldest.key);
      this.evict(oldest);
      return;
    }
  }

  remove(key: string): void {
    this.entries.delete(key);
  }

  /** Takes out the entries opened before `before`, or all of them when it is null; those that are kept, never. */
  *takeOld(before: number | null, isKept: (entry: Entry) => boolean = () => false): Generator<Entry> {
    for (const entry of this.entries.values()) {
      if (before !== null && entry.openedAt !== null && entry.openedAt >= before) return;
      if (isKept(entry)) continue;
      this.entries.delete(entry.key);
      yield entry;
    }
  }

  save(): Entry[] {
    return [...this.entries.values()];
  }

  restore(entries: readonly Entry[]): void {
    this.entries.clear();
    for (const entry of entries) this.entries.set(entry.key, entry);
  }
}
