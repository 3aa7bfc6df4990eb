/**
 * Which engine the data is in is known to `src/database/` (its Dialect) and to the settings that say where it is. Finds
 * every other place that names one or locks rows by itself, and every cast that switches the types off.
 */
import { type Rule, sourcesIn } from "./sources.js";

const SHELF = ["src/database/", "src/config/"];
const ENGINE = /["'`](?:better-sqlite3|sqlite|mysql|mariadb)["'`]|\.options\.type\b/;
const LOCK = /\browLock\b|\.lockUnheld\(|\.setLock\(|\bFOR UPDATE\b/;
const CAST = /\bas never\b/;

/** Takes paths relative to the repository with their text; one line for each place that breaks the rule. */
export function findEngineProblems(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    for (const [index, line] of text.split("\n").entries()) {
      const code = line.replace(/^\s*(?:\/\/|\*|\/\*).*$/, "");
      if (!SHELF.some((room) => path.startsWith(room))) {
        if (ENGINE.test(code))
          problems.push(`${path}:${index + 1}: names an engine; make the difference a member of Dialect`);
        if (LOCK.test(code))
          problems.push(`${path}:${index + 1}: locks by itself; lockRow, lockRows, lockUnheldRows do`);
      }
      if (CAST.test(code)) problems.push(`${path}:${index + 1}: \`as never\` switches the types off; say what it is`);
    }
  }
  return problems;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findEngineProblems(sourcesIn(root));
