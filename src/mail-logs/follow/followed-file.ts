import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import type { LineListener, Splitter } from "../sources/line-splitter.js";
import { createLineSplitter } from "../sources/line-splitter.js";
import type { FilePosition } from "./follow-position.js";

/** So much of a file's beginning tells it from every other. */
export const HEAD_BYTES = 1024;
const CHUNK_BYTES = 1024 * 1024;

export type ReadResult =
  | "read"
  | "end"
  | "truncated"
  /** It was empty and is not any more: it may have been filled, copied and emptied in between. */
  | "filled";

/** A file that has or had the log's name. */
export interface Generation {
  readonly device: number;
  readonly inode: number;
  readonly createdAt: number;
  /** Takes the next piece of it. */
  readSome(now: number): Promise<ReadResult>;
  /** Whether it may be closed: its writer has had time enough to learn of the rotation. */
  isDrained(now: number, drainMs: number): boolean;
  /** Nothing more will come: a last line without its line break counts as a line. */
  finish(): void;
  position(): FilePosition;
  modifiedAt(): Promise<number>;
  close(): Promise<void>;
}

export interface Start {
  readonly offset: number;
  readonly line: number;
}

/** What the file system says of a file when it is opened; times are epoch milliseconds. */
export interface FileFacts {
  readonly device: number;
  readonly inode: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** One open log file that may still grow, or be truncated under us. */
export class FollowedFile implements Generation {
  private readonly splitter: Splitter;
  /** Everything before it has been given to the splitter, which may hold the beginning of a line back. */
  private readOffset: number;
  private readonly chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  readonly device: number;
  readonly inode: number;
  readonly createdAt: number;
  private writtenAt: number;
  private grewAt: number;
  private canBeFilled: boolean;

  private constructor(
    private readonly handle: FileHandle,
    facts: FileFacts,
    private head: Buffer,
    start: Start,
    listener: LineListener,
    options: { maximumLength: number; now: number },
  ) {
    this.device = facts.device;
    this.inode = facts.inode;
    this.createdAt = facts.createdAt;
    this.writtenAt = facts.modifiedAt;
    this.readOffset = start.offset;
    this.canBeFilled = head.length === 0;
    this.grewAt = options.now;
    this.splitter = createLineSplitter(listener, { maximumLength: options.maximumLength, ...start });
  }

  /** Throws ENOENT and the like. */
  static async open(
    path: string,
    start: Start,
    listener: LineListener,
    options: { maximumLength: number; now: number },
  ): Promise<FollowedFile> {
    const handle = await open(path, "r");
    const facts = await handle.stat();
    const head = await readHead(handle);
    const { dev: device, ino: inode, birthtimeMs: createdAt, mtimeMs: modifiedAt } = facts;
    return new FollowedFile(handle, { device, inode, createdAt, modifiedAt }, head, start, listener, options);
  }

  /**
   * The head is looked at after the read: what was read from a file that has been truncated and has grown again is
   * thrown away before anyone sees it.
   */
  async readSome(now: number): Promise<ReadResult> {
    const { bytesRead } = await this.handle.read(this.chunk, 0, CHUNK_BYTES, this.readOffset);
    const head = await readHead(this.handle);
    const facts = await this.handle.stat();
    if (facts.size < this.readOffset || !head.subarray(0, this.head.length).equals(this.head)) return "truncated";
    // Written to and emptied again between two looks.
    if (facts.size === 0 && this.head.length === 0 && facts.mtimeMs !== this.writtenAt) return "truncated";
    if (bytesRead > 0 && this.canBeFilled) {
      this.canBeFilled = false;
      this.head = head;
      return "filled";
    }
    this.writtenAt = facts.mtimeMs;
    if (bytesRead === 0) return "end";
    this.head = head;
    this.readOffset += bytesRead;
    this.grewAt = now;
    this.splitter.push(this.chunk.subarray(0, bytesRead));
    return "read";
  }

  /** Whether the other is this file, or a copy of it that was made at another length. */
  beginsLike(head: Buffer): boolean {
    const length = Math.min(head.length, this.head.length);
    return length > 0 && head.subarray(0, length).equals(this.head.subarray(0, length));
  }

  /** From now on the file is one of the older ones. */
  loseName(now: number): void {
    this.grewAt = now;
  }

  isDrained(now: number, drainMs: number): boolean {
    return now - this.grewAt >= drainMs;
  }

  finish(): void {
    this.splitter.end();
  }

  position(): FilePosition {
    return positionOf(this, this.splitter, this.head, this.writtenAt);
  }

  async modifiedAt(): Promise<number> {
    return (await this.handle.stat()).mtimeMs;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

export function positionOf(
  file: { readonly device: number; readonly inode: number; readonly createdAt: number },
  splitter: Splitter,
  head: Buffer,
  modifiedAt: number,
): FilePosition {
  return {
    device: file.device,
    inode: file.inode,
    createdAt: file.createdAt,
    offset: splitter.offset,
    line: splitter.line,
    modifiedAt,
    headLength: head.length,
    isComplete: false,
    headHash: hashHead(head),
  };
}

export function hashHead(head: Buffer): string {
  return createHash("sha256").update(head).digest("hex");
}

async function readHead(handle: FileHandle): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
