import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const BUCKETS = 256;
const BUFFER_BYTES = 32 * 1024;

export interface SortedBucket {
  readonly bytes: Buffer;
  /** Where its records begin, in the order of their keys. */
  readonly offsets: Uint32Array;
}

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
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
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

  /** Buckets in order. What is handed out is valid until the next. */
  *buckets(): Generator<SortedBucket> {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const bytes = this.#read(bucket);
      if (bytes.length > 0) yield { bytes, offsets: sortedOffsets(bytes, this.recordLength, this.keyLength) };
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
    this.#files[bucket] ??= openSync(join(this.#directory, String(bucket)), "w", 0o600);
    writeSync(this.#files[bucket] as number, buffer, 0, this.#used[bucket] as number);
    this.#used[bucket] = 0;
  }

  #read(bucket: number): Buffer {
    const buffer = this.#buffers[bucket];
    const inMemory = buffer ? buffer.subarray(0, this.#used[bucket]) : Buffer.alloc(0);
    const onDisk = this.#files[bucket] === null ? null : readFileSync(join(this.#directory, String(bucket)));
    return onDisk === null ? inMemory : Buffer.concat([onDisk, inMemory]);
  }
}

const DIGITS = 65_536;

/**
 * Where the records begin, in the order of their keys; equal keys in the order they came in. Dealt out by the two bytes
 * after the first, which all records of a bucket share, hashes are all but sorted; what is left is put right in place.
 */
function sortedOffsets(bytes: Buffer, recordLength: number, keyLength: number): Uint32Array {
  const ends = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < bytes.length; at += recordLength) {
    const digit = bytes.readUInt16BE(at + 1) + 1;
    ends[digit] = (ends[digit] as number) + 1;
  }
  for (let digit = 1; digit <= DIGITS; digit++) ends[digit] = (ends[digit] as number) + (ends[digit - 1] as number);
  const offsets = new Uint32Array(bytes.length / recordLength);
  for (let at = 0; at < bytes.length; at += recordLength) {
    const digit = bytes.readUInt16BE(at + 1);
    const place = ends[digit] as number;
    offsets[place] = at;
    ends[digit] = place + 1;
  }
  for (let index = 1; index < offsets.length; index++) {
    const offset = offsets[index] as number;
    let place = index;
    while (place > 0 && isGreater(bytes, offsets[place - 1] as number, offset, keyLength)) {
      offsets[place] = offsets[place - 1] as number;
      place -= 1;
    }
    offsets[place] = offset;
  }
  return offsets;
}

function isGreater(bytes: Buffer, one: number, other: number, length: number): boolean {
  for (let index = 0; index < length; index++) {
    const difference = (bytes[one + index] as number) - (bytes[other + index] as number);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
