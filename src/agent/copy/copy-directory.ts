import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { makePrivateDirectory } from "../../config/index.js";

const CURRENT = "CURRENT";
const COPY = /^copy-[0-9a-f]{16}$/;

/** The folder of an agent's copies: one is in use, and at times another is being made beside it. */
export class CopyDirectory {
  constructor(readonly path: string) {
    makePrivateDirectory(path);
  }

  /** Folder of the copy in use; null when there is none. */
  current(): string | null {
    let name: string;
    try {
      name = readFileSync(join(this.path, CURRENT), "utf8").trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
    return COPY.test(name) ? join(this.path, name) : null;
  }

  /** A folder for a new copy. */
  newCopy(): string {
    return join(this.path, `copy-${randomBytes(8).toString("hex")}`);
  }

  /** From now on this copy is the one in use, also after a crash at any moment. */
  makeCurrent(copy: string): void {
    const draft = join(this.path, `${CURRENT}.new`);
    const file = openSync(draft, "w", 0o600);
    try {
      writeSync(file, `${basename(copy)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, join(this.path, CURRENT));
    const directory = openSync(this.path, "r");
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }

  /** Removes copies that are not in use, and what is left of unfinished ones. */
  removeOthers(): void {
    const current = this.current();
    for (const name of readdirSync(this.path)) {
      const path = join(this.path, name);
      if (COPY.test(name) && path !== current) rmSync(path, { recursive: true, force: true });
    }
  }
}
