/**
 * A file that docs, comments or messages name is there: moving one must not leave a reader behind. Finds every path that
 * leads nowhere.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "./sources.js";

const NAMED = /(?<![\w./-])(?:src|test|scripts|bench|docs|integrations|migrations)\/[\w./-]+\.(?:ts|mjs|sh|md)\b/g;

/** Made by the reader, or a pattern: `bench/NAME.ts`. */
const PATTERN = /\/[A-Z]+\.ts$/;

/** Takes texts by their path; one line for each file named in them that `exists` does not know. */
export function findLostFiles(
  texts: Iterable<readonly [path: string, text: string]>,
  exists: (path: string) => boolean,
): string[] {
  const problems: string[] = [];
  for (const [path, text] of texts) {
    for (const [index, line] of text.split("\n").entries()) {
      const lost = (line.match(NAMED) ?? []).filter((named) => !PATTERN.test(named) && !exists(named));
      problems.push(...lost.map((named) => `${path}:${index + 1}: ${named} is not there`));
    }
  }
  return problems;
}

function* textsIn(root: string): Generator<readonly [string, string]> {
  for (const name of readdirSync(root).filter((each) => each.endsWith(".md"))) {
    yield [name, readFileSync(join(root, name), "utf8")];
  }
  for (const folder of ["docs", "src", "bench", "test/support", "integrations"]) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (/\.(?:md|ts)$/.test(entry)) yield [join(folder, entry), readFileSync(join(root, folder, entry), "utf8")];
    }
  }
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findLostFiles(textsIn(root), (path) => existsSync(join(root, path)));
