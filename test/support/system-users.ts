import { chownSync, mkdirSync, readFileSync } from "node:fs";
import { INSTALL_COMMAND } from "./system-parts.js";

export interface SystemUser {
  readonly userId: number;
  readonly groupId: number;
}

/** Looks a system user up, by name. Throws where there is none, since its package makes it. */
export function userAndGroupOf(name: string): SystemUser {
  const row = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find(([user]) => user === name);
  if (row === undefined) throw new Error(`The system user ${name} is missing. Run as root: ${INSTALL_COMMAND}`);
  return { userId: Number(row[2]), groupId: Number(row[3]) };
}

/** Makes a folder that belongs to this system user. */
export function makeDirectoryFor(user: string, directory: string): void {
  const { userId, groupId } = userAndGroupOf(user);
  mkdirSync(directory);
  chownSync(directory, userId, groupId);
}
