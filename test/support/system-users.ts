import { readFileSync } from "node:fs";

export interface SystemUser {
  readonly userId: number;
  readonly groupId: number;
}

/** Looks a system user up, by name. Throws where there is none, since its package makes it. */
export function userAndGroupOf(name: string): SystemUser {
  const row = findRow("/etc/passwd", name);
  if (row === undefined)
    throw new Error(`The system user ${name} is missing: run bash scripts/install-system-parts.sh as root`);
  return { userId: Number(row[2]), groupId: Number(row[3]) };
}

function findRow(file: string, name: string): string[] | undefined {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find(([first]) => first === name);
}
