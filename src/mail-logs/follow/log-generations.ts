import { stat } from "node:fs/promises";
import type { LineListener } from "../sources/line-splitter.js";
import type { IngestSummary } from "../summary.js";
import { ArchivedFile } from "./archived-file.js";
import type { FilePosition } from "./follow-position.js";
import type { Generation, Start } from "./followed-file.js";
import { FollowedFile } from "./followed-file.js";
import type { Candidate } from "./rotated-files.js";
import { findByPosition, listLogFiles, youngerThan } from "./rotated-files.js";

export interface GenerationOptions {
  readonly summary: IngestSummary;
  readonly listener: LineListener;
  readonly maximumLength: number;
  readonly drainMs: number;
  readonly now: () => number;
}

/** A file to be opened, and where reading it begins. */
interface Plan {
  readonly candidate: Candidate;
  readonly start: Start;
}

const FROM_START: Start = { offset: 0, line: 0 };
/** A rotation under way moves files while they are looked for. */
const ATTEMPTS = 20;

/** The file that has the log's name, and those that had it shortly before, each read to its end in their order. */
export class LogGenerations {
  private older: Generation[] = [];
  private current: FollowedFile | null = null;
  /** The youngest generation that is through: what is listed behind it has not been seen. */
  private last: FilePosition | null = null;
  /** Where none of the known generations is left to tell by: what was changed since is taken for unseen. */
  private changedSince = Number.POSITIVE_INFINITY;

  constructor(
    private readonly path: string,
    private readonly options: GenerationOptions,
  ) {}

  positions(): FilePosition[] {
    const open = [...this.older, ...(this.current === null ? [] : [this.current])].map((file) => file.position());
    return this.last === null ? open : [this.last, ...open];
  }

  /** Finds the files of a committed position again. Those that came and went since are found with the named one. */
  async resume(positions: readonly FilePosition[] | null): Promise<void> {
    if (positions === null || positions.length === 0) return;
    let lost: FilePosition[] = [];
    await this.openPlanned(async () => {
      const { named, rotated } = await listLogFiles(this.path);
      const candidates = named === null ? rotated : [...rotated, named];
      const found = positions.map((position) => ({ start: position, candidate: findByPosition(candidates, position) }));
      lost = found.filter(({ candidate }) => candidate === null).map(({ start }) => start);
      return found.flatMap(({ start, candidate }) => (candidate === null ? [] : [{ start, candidate }]));
    });
    this.changedSince = Math.max(...positions.map(({ modifiedAt }) => modifiedAt));
    for (const position of lost.filter(({ isComplete }) => !isComplete)) {
      this.options.summary.skip("lost-rotated-file", this.path, position.line, `inode ${position.inode}`);
    }
  }

  /** Reads on by one piece; whether there was anything to do. */
  async readSome(): Promise<boolean> {
    const now = this.options.now();
    for (const file of this.older) {
      if ((await file.readSome(now)) === "read") return true;
    }
    await this.dropDrained(now);
    if (this.current === null) return this.openNamed();
    const result = await this.current.readSome(now);
    if (result === "read") return true;
    if (result === "filled") {
      await this.openUnseen(this.current);
      return true;
    }
    if (result === "truncated") {
      await this.recoverTruncated(this.current);
      return true;
    }
    return this.noticeRotation(this.current, now);
  }

  async close(): Promise<void> {
    for (const file of this.older) await file.close();
    await this.current?.close();
    this.older = [];
    this.current = null;
  }

  /** Opens what has the log's name now, and before it what had the name since the last look and has lost it again. */
  private async openNamed(): Promise<boolean> {
    let file: FollowedFile;
    try {
      const { listener, maximumLength, now } = this.options;
      file = await FollowedFile.open(this.path, FROM_START, listener, { maximumLength, now: now() });
    } catch (error) {
      // Between the rename and the new file, or before the first line ever: the next look finds it.
      if (isMissing(error)) return false;
      throw error;
    }
    // Only now: whatever is renamed after this list was made is the file that has just been opened, or comes after it.
    await this.openUnseen(file);
    this.current = file;
    return true;
  }

  /** Takes what had the log's name before `file` and after everything that is known, from its beginning. */
  private async openUnseen(file: FollowedFile): Promise<void> {
    const positions = this.positions();
    await this.openPlanned(async () => {
      const { rotated } = await listLogFiles(this.path);
      const known = findKnown(rotated, positions);
      return (
        youngerThan(rotated, known, this.changedSince)
          // A copy that is made before the file is emptied is no generation of its own yet.
          .filter(({ head }) => !file.beginsLike(head))
          .filter(({ device, inode }) => inode !== file.inode || device !== file.device)
          .map((candidate) => ({ candidate, start: FROM_START }))
      );
    });
    // From now on: a copy of a file that was empty when it was opened is younger than that.
    this.changedSince = Math.min(this.changedSince, file.position().modifiedAt);
  }

  private async noticeRotation(file: FollowedFile, now: number): Promise<boolean> {
    try {
      const facts = await stat(this.path);
      if (facts.ino === file.inode && facts.dev === file.device) return false;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    file.loseName(now);
    this.older.push(file);
    this.current = null;
    return true;
  }

  /** The file was emptied in place. What had not been read of it is in the copy that was made before. */
  private async recoverTruncated(file: FollowedFile): Promise<void> {
    const position = file.position();
    // Its own inode number is of no use here: the emptied file has it still.
    const wanted = { ...position, inode: -1 };
    this.changedSince = position.modifiedAt;
    this.current = null;
    await this.openPlanned(async () => {
      const { rotated } = await listLogFiles(this.path);
      const candidate = position.headLength === 0 ? null : findByPosition(rotated, wanted);
      return candidate === null ? [] : [{ candidate, start: position }];
    });
    await file.close();
  }

  /**
   * Opens what `plan` lists. Names move during a rotation: when a name turns out to hold another file by the time it is
   * opened, everything is closed and the plan made anew. Nothing has been read from any of them yet.
   */
  private async openPlanned(plan: () => Promise<Plan[]>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const opened: Generation[] = [];
      const named: FollowedFile[] = [];
      let isMoved = false;
      for (const { candidate, start } of await plan()) {
        const file = await this.open(candidate, start);
        if (file !== null && candidate.path === this.path && file instanceof FollowedFile) named.push(file);
        else if (file !== null) opened.push(file);
        isMoved ||= file === null;
        if (isMoved) break;
      }
      if (!isMoved || attempt >= ATTEMPTS) {
        this.older.push(...opened);
        this.current = named[0] ?? this.current;
        return;
      }
      for (const file of [...opened, ...named]) await file.close();
    }
  }

  /** Null when the name holds another file by now. */
  private async open(candidate: Candidate, start: Start): Promise<Generation | null> {
    const { listener, maximumLength, summary, now } = this.options;
    try {
      const file =
        candidate.compression === "none"
          ? await FollowedFile.open(candidate.path, start, listener, { maximumLength, now: now() })
          : await ArchivedFile.open(candidate.path, start, listener, { maximumLength, summary });
      if (file.inode === candidate.inode && file.device === candidate.device) return file;
      await file.close();
      return null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** The oldest first, so that `last` stays the youngest of those that are through. */
  private async dropDrained(now: number): Promise<void> {
    for (let file = this.older[0]; file?.isDrained(now, this.options.drainMs); file = this.older[0]) {
      file.finish();
      this.last = { ...file.position(), isComplete: true };
      this.older.shift();
      await file.close();
    }
  }
}

function findKnown(rotated: readonly Candidate[], positions: readonly FilePosition[]): Candidate[] {
  return positions.map((position) => findByPosition(rotated, position)).filter((found) => found !== null);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "ENOENT";
}
