/**
 * A clone runs every test, wherever it lies and whatever lies beside it: no file under test/ names a path outside the
 * repository. Finds every one that does.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { Rule } from "./sources.js";

/** Where people, not systems, keep files. Programs and sockets of the system (/usr, /etc, /run, /tmp) are its parts. */
const PLACES_OF_PEOPLE = ["home", "Users", "mnt", "media", "srv"];

/** Takes paths relative to the repository with their text, and where the repository lies; one line for each problem. */
export function findOutsidePaths(sources: Iterable<readonly [path: string, text: string]>, root: string): string[] {
  const beside = dirname(root);
  const absolute = [...PLACES_OF_PEOPLE.map((place) => `/${place}/`), ...(beside === "/" ? [] : [`${beside}/`])];
  const problems: string[] = [];
  for (const [path, text] of sources) {
    for (const [index, line] of text.split("\n").entries()) {
      const outside = [
        ...[...line.matchAll(/(?<![\w.])(?:\.\.\/)+[\w@.-]*/g)]
          .map(([name]) => name)
          .filter((name) => leaves(path, name)),
        // At the beginning of a text: within one it may be part of a URL.
        ...absolute.filter((start) => ['"', "'", "`"].some((quote) => line.includes(quote + start))),
      ];
      for (const name of outside) problems.push(`${path}:${index + 1}: ${name} is outside the repository`);
    }
  }
  return problems;
}

/** Whether a relative name leads out of the repository, seen from the file that has it. */
function leaves(path: string, name: string): boolean {
  return posix.join(posix.dirname(path), name).startsWith("..");
}

function* filesUnderTest(root: string): Generator<readonly [string, string]> {
  for (const entry of readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })) {
    const path = join("test", entry);
    if (statSync(join(root, path)).isFile()) yield [path, readFileSync(join(root, path), "utf8")];
  }
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findOutsidePaths(filesUnderTest(root), root.replace(/\/$/, ""));
