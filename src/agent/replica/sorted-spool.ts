import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const BUCKETS = 256;
const BUFFER_BYTES = 32 * 1024;

/**
 * Sorts more fixed-length records than fit into memory, by their first bytes: they are dealt out to files by the first
 * byte, which for hashes makes files of one size, and each file is sorted when it is read back. A tree that is filled
 * in the order of its keys has full pages: half the size of one that is filled at random.
 */
export class SortedSpool {
  readonly #buffers: (Buffer | null)[] = new Array(BUCKETS).fill(null);
  readonly #used = new Uint32Array(BUCKETS);
  readonly #files: (number | null)[] = new Array(BUCKETS).fill(null);
  readonly #directory: string;

  constructor(
    directory: string,
    name: string,
    private readonly recordLength: number,
    private readonly keyLength: number,
  ) {
    this.#directory = join(directory, name);
    mkdirSync(this.#directory, { recursive: true });
  }

  add(record: Buffer): void {
    const bucket = record[0] as number;
    let buffer = this.#buffers[bucket];
    if (!buffer) {
      buffer = Buffer.allocUnsafe(Math.floor(BUFFER_BYTES / this.recordLength) * this.recordLength);
      this.#buffers[bucket] = buffer;
    }
    record.copy(buffer, this.#used[bucket], 0, this.recordLength);
    this.#used[bucket] = (this.#used[bucket] as number) + this.recordLength;
    if (this.#used[bucket] === buffer.length) this.#spill(bucket);
  }

  /** Buckets in order, each with its records in the order of their keys; equal keys in the order they came in. */
  *buckets(): Generator<readonly Buffer[]> {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const records = this.#read(bucket);
      if (records.length > 0) yield records;
    }
  }

  remove(): void {
    for (const file of this.#files) {
      if (file !== null) closeSync(file);
    }
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #spill(bucket: number): void {
    const buffer = this.#buffers[bucket];
    if (!buffer) return;
    this.#files[bucket] ??= openSync(join(this.#directory, String(bucket)), "w");
    writeSync(this.#files[bucket] as number, buffer, 0, this.#used[bucket] as number);
    this.#used[bucket] = 0;
  }

  #read(bucket: number): Buffer[] {
    const buffer = this.#buffers[bucket];
    const inMemory = buffer ? buffer.subarray(0, this.#used[bucket]) : Buffer.alloc(0);
    const onDisk = this.#files[bucket] === null ? null : readFileSync(join(this.#directory, String(bucket)));
    const all = onDisk === null ? inMemory : Buffer.concat([onDisk, inMemory]);
    const records: Buffer[] = [];
    for (let at = 0; at < all.length; at += this.recordLength) records.push(all.subarray(at, at + this.recordLength));
    return records.sort((one, other) => one.compare(other, 0, this.keyLength, 0, this.keyLength));
  }
}
