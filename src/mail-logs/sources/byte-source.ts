import { type FileHandle, open } from "node:fs/promises";
import type { Compression } from "./decompress.js";
import { decompress, detectCompression } from "./decompress.js";

const CHUNK_BYTES = 1024 * 1024;
/** Enough to tell what is in a source. */
const HEAD_BYTES = 1024;
/** Enough to tell how it is compressed. */
const MAGIC_BYTES = 6;

export interface FileIdentity {
  readonly device: number;
  readonly inode: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** Something to read: a path, or `-` for what the process is fed. */
export interface ByteSource {
  readonly label: string;
  /** Bytes on disk, for progress; null where they are not known beforehand. */
  readonly size: number | null;
  /** Which file it is; null for what is none. */
  readonly file: FileIdentity | null;
  readonly compression: Compression;
  /** First bytes of the content, decompressed: at least 1024, if there are so many. Valid until content is read. */
  readonly head: Buffer;
  /** Bytes read from disk so far. */
  readonly bytesRead: () => number;
  /** The whole content, decompressed, once. A chunk is valid until the next one is asked for. */
  readonly content: AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** Opens a file or standard input. Throws what the file system throws, and what an archive damaged at once throws. */
export async function openByteSource(path: string, standardInput: AsyncIterable<Buffer>): Promise<ByteSource> {
  if (path === "-") {
    return openContent(path, standardInput[Symbol.asyncIterator](), { size: null, file: null, close: async () => {} });
  }
  const handle = await open(path, "r");
  try {
    const stat = await handle.stat();
    const identity = { device: stat.dev, inode: stat.ino, createdAt: stat.birthtimeMs, modifiedAt: stat.mtimeMs };
    const file = stat.isFile() ? identity : null;
    const size = stat.isFile() ? stat.size : null;
    return await openContent(path, readChunks(handle), { size, file, close: () => handle.close() });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openContent(
  label: string,
  raw: AsyncIterator<Buffer>,
  known: Pick<ByteSource, "size" | "file" | "close">,
): Promise<ByteSource> {
  let bytesRead = 0;
  const counted: AsyncIterator<Buffer> = {
    async next() {
      const next = await raw.next();
      if (next.done !== true) bytesRead += next.value.length;
      return next;
    },
  };
  const start = await takeStart(counted, MAGIC_BYTES);
  const compression = detectCompression(start);
  const content = decompress(compression, continued(start, counted))[Symbol.asyncIterator]();
  const head = await takeStart(content, HEAD_BYTES);
  return {
    label,
    size: known.size,
    file: known.file,
    compression,
    head,
    bytesRead: () => bytesRead,
    content: continued(head, content),
    async close() {
      await content.return?.(undefined);
      await known.close();
    },
  };
}

/** At least so many bytes, if there are; a single chunk that is long enough is not copied. */
async function takeStart(chunks: AsyncIterator<Buffer>, atLeast: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < atLeast) {
    const next = await chunks.next();
    if (next.done === true) break;
    length += next.value.length;
    if (parts.length === 0 && length >= atLeast) return next.value;
    parts.push(Buffer.from(next.value));
  }
  return Buffer.concat(parts);
}

async function* continued(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** One buffer, used again for each chunk, unless what follows may still hold the one before. */
async function* readChunks(file: FileHandle): AsyncGenerator<Buffer> {
  let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let canReuse: boolean | null = null;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
    if (bytesRead === 0) return;
    canReuse ??= bytesRead >= HEAD_BYTES && detectCompression(chunk.subarray(0, bytesRead)) === "none";
    yield chunk.subarray(0, bytesRead);
    if (!canReuse) chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  }
}
