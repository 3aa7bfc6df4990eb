import { open } from "node:fs/promises";
import type { Compression } from "./decompress.js";
import { decompress, detectCompression } from "./decompress.js";

const CHUNK_BYTES = 1024 * 1024;

/** Something to read: a path, or `-` for what the process is fed. */
export interface ByteSource {
  readonly label: string;
  /** Bytes on disk, for progress; null where they are not known beforehand. */
  readonly size: number | null;
  /** Which file it is; null for what is none. */
  readonly file: { readonly device: number; readonly inode: number; readonly modifiedAt: number } | null;
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
  let identity: ByteSource["file"] = null;
  let raw: AsyncIterator<Buffer>;
  let close = async (): Promise<void> => undefined;
  if (path === "-") {
    raw = standardInput[Symbol.asyncIterator]();
  } else {
    const file = await open(path, "r");
    const stat = await file.stat();
    size = stat.isFile() ? stat.size : null;
    if (stat.isFile()) identity = { device: stat.dev, inode: stat.ino, modifiedAt: stat.mtimeMs };
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
    file: identity,
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

/** One buffer, used again for each chunk, unless what follows may still hold the one before. */
async function* readChunks(file: Awaited<ReturnType<typeof open>>): AsyncGenerator<Buffer> {
  let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let canReuse: boolean | null = null;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
    if (bytesRead === 0) return;
    canReuse ??= detectCompression(chunk.subarray(0, bytesRead)) === "none";
    yield chunk.subarray(0, bytesRead);
    if (!canReuse) chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  }
}
