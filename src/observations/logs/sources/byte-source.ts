import { open } from "node:fs/promises";
import type { Compression } from "./decompress.js";
import { decompress, detectCompression } from "./decompress.js";

const CHUNK_BYTES = 1024 * 1024;

/** Something to read: a path, or `-` for what the process is fed. */
export interface ByteSource {
  readonly label: string;
  /** Bytes on disk, for progress; null where they are not known beforehand. */
  readonly size: number | null;
  readonly compression: Compression;
  /** First bytes of the content, decompressed. */
  readonly head: Buffer;
  /** Bytes read from disk so far. */
  readonly bytesRead: () => number;
  /** The whole content, decompressed, once. A chunk is valid until the next one is asked for. */
  readonly content: AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** Opens a file or standard input. Throws what the file system throws. */
export async function openByteSource(path: string, standardInput: AsyncIterable<Buffer>): Promise<ByteSource> {
  let bytesRead = 0;
  let size: number | null = null;
  let raw: AsyncIterator<Buffer>;
  let close = async (): Promise<void> => undefined;
  if (path === "-") {
    raw = standardInput[Symbol.asyncIterator]();
  } else {
    const file = await open(path, "r");
    const stat = await file.stat();
    size = stat.isFile() ? stat.size : null;
    close = () => file.close();
    raw = readChunks(file);
  }
  const first = await raw.next();
  const firstChunk = first.done === true ? Buffer.alloc(0) : first.value;
  bytesRead += firstChunk.length;
  async function* bytes(): AsyncGenerator<Buffer> {
    if (firstChunk.length > 0) yield firstChunk;
    for (let next = await raw.next(); next.done !== true; next = await raw.next()) {
      bytesRead += next.value.length;
      yield next.value;
    }
  }
  const compression = detectCompression(firstChunk);
  const content = decompress(compression, bytes())[Symbol.asyncIterator]();
  const head = await content.next();
  async function* whole(): AsyncGenerator<Buffer> {
    for (let next = head; next.done !== true; next = await content.next()) yield next.value;
  }
  return {
    label: path,
    size,
    compression,
    head: head.done === true ? Buffer.alloc(0) : head.value,
    bytesRead: () => bytesRead,
    content: whole(),
    async close() {
      await content.return?.(undefined);
      await close();
    },
  };
}

/** Fresh buffers: a decompressor may still hold the one before. */
async function* readChunks(file: Awaited<ReturnType<typeof open>>): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(CHUNK_BYTES), 0, CHUNK_BYTES);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
