/**
 * No file of `src/` imports itself through others, types included: a circle is a definition that stands in the wrong
 * file. Prints each circle and exits with 1.
 */
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { importsOf } from "./check-layers.js";
import { sourcesIn } from "./sources.js";

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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const circles = findCircles(sourcesIn(fileURLToPath(new URL("..", import.meta.url))));
  for (const circle of circles) console.error([...circle, circle[0]].join(" -> "));
  if (circles.length > 0) process.exitCode = 1;
}
