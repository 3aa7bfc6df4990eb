import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import zlib from "node:zlib";

export type Compression = "none" | "gzip" | "zstd" | "xz" | "bzip2";

/** The archive breaks off or is damaged; what came before it has been handed on. */
export class DamagedArchive extends Error {}
/** So much comes out of so little that it is no log. */
export class SuspiciousArchive extends Error {}
/** This machine has nothing to open it with. */
export class UnsupportedCompression extends Error {}

/** By the first octets, because names lie and a pipe has none. */
export function detectCompression(head: Buffer): Compression {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) return "zstd";
  if (head.length >= 6 && head.toString("latin1", 0, 6) === "\xfd7zXZ\0") return "xz";
  if (head.length >= 3 && head.toString("latin1", 0, 3) === "BZh") return "bzip2";
  return "none";
}

// Mail logs shrink 10 to 30 times; a megabyte of one repeated octet shrinks 1,000 times.
const SUSPICIOUS_RATIO = 250;
const SUSPICIOUS_FROM_BYTES = 64 * 1024 * 1024;

/** Streams the content; memory stays at a few chunks whatever comes out. */
export async function* decompress(compression: Compression, input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (compression === "none") {
    yield* input;
    return;
  }
  let taken = 0;
  let given = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of input) {
      taken += chunk.length;
      yield chunk;
    }
  }
  for await (const chunk of openArchive(compression, counted())) {
    given += chunk.length;
    if (given > SUSPICIOUS_FROM_BYTES && given > taken * SUSPICIOUS_RATIO) {
      throw new SuspiciousArchive(`${given} bytes came out of ${taken}`);
    }
    yield chunk;
  }
}

function openArchive(compression: Exclude<Compression, "none">, input: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  if (compression === "gzip") return throughZlib(zlib.createGunzip({ chunkSize: 256 * 1024 }), input);
  if (compression === "zstd" && "createZstdDecompress" in zlib) {
    // Node 22.15 and later.
    const create = zlib.createZstdDecompress as () => NodeJS.ReadWriteStream;
    return throughZlib(create(), input);
  }
  return throughProgram(compression, input);
}

async function* throughZlib(stream: NodeJS.ReadWriteStream, input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(input);
  source.on("error", (error) => stream.emit("error", error));
  source.pipe(stream);
  try {
    for await (const chunk of stream) yield chunk as unknown as Buffer;
  } catch (error) {
    throw new DamagedArchive(error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
  }
}

/** zstd, xz and bzip2 are on every Debian that rotates logs with them; Node 20 can open none of the three itself. */
async function* throughProgram(name: string, input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const child = spawn(name, ["-dc"], { stdio: ["pipe", "pipe", "ignore"] });
  const ended = new Promise<number | Error>((resolve) => {
    child.once("error", resolve);
    child.once("close", (code) => resolve(code ?? -1));
  });
  const source = Readable.from(input);
  // The program may stop reading early; that shows in its exit code.
  child.stdin.on("error", () => undefined);
  source.pipe(child.stdin);
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    const end = await ended;
    if (end instanceof Error) {
      throw new UnsupportedCompression(`the program "${name}" is needed to open it: ${end.message}`);
    }
    if (end !== 0) throw new DamagedArchive(`${name} ended with code ${end}`);
  } finally {
    source.destroy();
    child.kill();
  }
}
