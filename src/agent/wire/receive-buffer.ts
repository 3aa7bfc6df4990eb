const NOTHING = Buffer.alloc(0);
const SMALLEST = 512;

/**
 * Bytes received and not yet consumed: `bytes` from `start` up to `end`.
 * A chunk that meets an empty buffer is used where it lies; only a request that arrives in pieces is copied, and then
 * into doubling storage, so that delivery byte by byte costs no more than linear time.
 */
export interface ReceiveBuffer {
  bytes: Buffer;
  start: number;
  end: number;
  /** Whether `bytes` is storage of ours that may be written to. */
  isOwned: boolean;
}

export function createReceiveBuffer(): ReceiveBuffer {
  return { bytes: NOTHING, start: 0, end: 0, isOwned: false };
}

/** Appends a chunk. Offsets relative to `start` stay valid; absolute ones do not. */
export function appendBytes(buffer: ReceiveBuffer, chunk: Buffer): void {
  const waiting = buffer.end - buffer.start;
  if (waiting === 0) {
    buffer.bytes = chunk;
    buffer.start = 0;
    buffer.end = chunk.length;
    buffer.isOwned = false;
    return;
  }
  if (!buffer.isOwned || buffer.end + chunk.length > buffer.bytes.length) {
    const storage = Buffer.allocUnsafeSlow(Math.max(SMALLEST, 2 * (waiting + chunk.length)));
    buffer.bytes.copy(storage, 0, buffer.start, buffer.end);
    buffer.bytes = storage;
    buffer.start = 0;
    buffer.end = waiting;
    buffer.isOwned = true;
  }
  chunk.copy(buffer.bytes, buffer.end);
  buffer.end += chunk.length;
}

/** Drops `count` bytes from the front, and the storage with the last of them. */
export function consumeBytes(buffer: ReceiveBuffer, count: number): void {
  buffer.start += count;
  if (buffer.start < buffer.end) return;
  buffer.bytes = NOTHING;
  buffer.start = 0;
  buffer.end = 0;
  buffer.isOwned = false;
}
