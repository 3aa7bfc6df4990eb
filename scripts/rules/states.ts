/**
 * The state of a row changes only by its table of states: the column is `readonly` in its entity, so nothing assigns it,
 * and such a table is written with `updateRows`, `moveRows` and `saveColumns` alone, which do not compile with a state
 * that was made up. Finds every UPDATE that goes past them and every entity whose states have a table and whose column
 * is not `readonly`.
 */
import { type Rule, sourcesIn } from "./sources.js";

const ENTITY = /export class (\w+)[\s\S]*?(?=\nexport |$)/g;
const MOVED = /^ {2}(readonly )?state: (\w+);/m;
const MACHINE = /stateMachine<(\w+),/g;
/** The shelf itself. */
const SHELF = "src/database/";

/** Takes paths relative to the repository with their text; one line for each place that breaks the rule. */
export function findStateProblems(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const files = [...sources];
  const tabled = new Set(
    files.flatMap(([, text]) => [...text.matchAll(MACHINE)].map(([, states]) => states as string)),
  );
  const problems: string[] = [];
  const guarded: string[] = [];
  for (const [path, text] of files.filter(([name]) => name.endsWith(".entity.ts"))) {
    for (const [body, name = ""] of text.matchAll(ENTITY)) {
      const [, isReadonly, states = ""] = MOVED.exec(body) ?? [];
      if (!tabled.has(states)) continue;
      guarded.push(name);
      if (isReadonly === undefined) problems.push(`${path}: ${name}.state has a table of states; say readonly`);
    }
  }
  if (guarded.length === 0) return problems;
  const past = new RegExp(`\\.update\\(\\s*(?:${guarded.join("|")})\\b`, "g");
  for (const [path, text] of files.filter(([name]) => !name.startsWith(SHELF))) {
    for (const match of text.matchAll(past)) {
      const line = text.slice(0, match.index).split("\n").length;
      problems.push(`${path}:${line}: goes past the table of states; use updateRows, moveRows or saveColumns`);
    }
  }
  return problems;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findStateProblems(sourcesIn(root));
