import type { ByteSource } from "../sources/byte-source.js";
import { openByteSource } from "../sources/byte-source.js";
import type { LineListener, Splitter } from "../sources/line-splitter.js";
import { createLineSplitter } from "../sources/line-splitter.js";
import type { IngestSummary } from "../summary.js";
import type { FilePosition } from "./follow-position.js";
import type { FileFacts, Generation, ReadResult, Start } from "./followed-file.js";
import { HEAD_BYTES, positionOf } from "./followed-file.js";

/** A rotated file that has been compressed: it does not grow any more. Offsets are those of its content. */
export class ArchivedFile implements Generation {
  private readonly splitter: Splitter;
  private readonly content: AsyncIterator<Buffer>;
  private readonly head: Buffer;
  readonly device: number;
  readonly inode: number;
  readonly createdAt: number;
  private readonly lastChange: number;
  private toSkip: number;
  private isAtEnd = false;

  private constructor(
    private readonly source: ByteSource,
    facts: FileFacts,
    start: Start,
    listener: LineListener,
    private readonly options: { maximumLength: number; summary: IngestSummary },
  ) {
    this.device = facts.device;
    this.inode = facts.inode;
    this.createdAt = facts.createdAt;
    this.lastChange = facts.modifiedAt;
    this.content = source.content[Symbol.asyncIterator]();
    this.head = Buffer.from(source.head.subarray(0, HEAD_BYTES));
    this.toSkip = start.offset;
    this.splitter = createLineSplitter(listener, { maximumLength: options.maximumLength, ...start });
  }

  static async open(
    path: string,
    start: Start,
    listener: LineListener,
    options: { maximumLength: number; summary: IngestSummary },
  ): Promise<ArchivedFile> {
    const source = await openByteSource(path, noInput());
    const { device, inode, createdAt, modifiedAt } = source.file ?? {
      device: 0,
      inode: 0,
      createdAt: 0,
      modifiedAt: 0,
    };
    return new ArchivedFile(source, { device, inode, createdAt, modifiedAt }, start, listener, options);
  }

  async readSome(): Promise<ReadResult> {
    try {
      const next = await this.content.next();
      if (next.done === true) {
        this.isAtEnd = true;
        return "end";
      }
      const skipped = Math.min(this.toSkip, next.value.length);
      this.toSkip -= skipped;
      if (skipped < next.value.length) this.splitter.push(next.value.subarray(skipped));
      return "read";
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.options.summary.skip("damaged-archive", this.source.label, this.splitter.line, message);
      this.isAtEnd = true;
      return "end";
    }
  }

  isDrained(): boolean {
    return this.isAtEnd;
  }

  finish(): void {
    this.splitter.end();
  }

  position(): FilePosition {
    return positionOf(this, this.splitter, this.head, this.lastChange);
  }

  modifiedAt(): Promise<number> {
    return Promise.resolve(this.lastChange);
  }

  close(): Promise<void> {
    return this.source.close();
  }
}

async function* noInput(): AsyncGenerator<Buffer> {}
