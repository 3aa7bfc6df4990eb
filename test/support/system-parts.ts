import { existsSync } from "node:fs";

export const INSTALL_COMMAND = "bash scripts/install-system-parts.sh";

/** The first of the paths that exists. Throws with what to install where there is none: a suite never skips. */
export function requireProgram(debianPackage: string, ...paths: readonly string[]): string {
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error(
      `${paths.join(" or ")} is missing (Debian package ${debianPackage}). Run as root: ${INSTALL_COMMAND}`,
    );
  }
  return found;
}

/** Mail servers change users, which only root may. */
export function requireRoot(part: string): void {
  if (process.getuid?.() !== 0)
    throw new Error(`A private ${part} starts as root only: run the suite as root, for instance in a container`);
}
