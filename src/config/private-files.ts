import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";

/** Makes a folder that is ours alone, also where it exists with wider rights. Not for a folder that others use too. */
export function makePrivateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}

/** Makes a file that only its owner can read and write, also where it exists with wider rights; it keeps what it holds. */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
}

/** The same for a file that need not be there. */
export function narrowFile(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
