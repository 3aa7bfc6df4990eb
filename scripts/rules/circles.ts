/**
 * No file of `src/` imports itself through others, types included: a circle is a definition that stands in the wrong
 * file. Finds each circle.
 */
import { posix } from "node:path";
import { importsOf } from "./layers.js";
import { type Rule, sourcesIn } from "./sources.js";

/** Takes paths relative to the repository with their text; the files of each circle, in the order in which they import. */
export function findCircles(sources: Iterable<readonly [path: string, text: string]>): string[][] {
  const imports = new Map<string, string[]>();
  for (const [path, text] of sources) {
    const relative = importsOf(path, text).filter(({ specifier }) => specifier.startsWith("."));
    const targets = relative.map(({ specifier }) => posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts"));
    imports.set(path, targets);
  }
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) circles.push(trail.slice(start));
    if (start >= 0 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return circles;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findCircles(sourcesIn(root)).map((circle) => [...circle, circle[0]].join(" -> "));
