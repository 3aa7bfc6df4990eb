/**
 * Names of actors are kept as a code where their reader may not know them (`:THE_PLATFORM`). Their type is no text to the
 * compiler, so nothing shows one by mistake; finds the fields of the schema that hold one and do not say `@NamesActor()`,
 * which puts it into the reader's language, and every cast that makes one.
 */
import { type Rule, sourcesIn } from "./sources.js";

const HOME = "src/audit/actor-name.ts";
const SHOWN = /^ {2}@(?:Field|FieldResolver|Query|Mutation)\(/m;
const HOLDS = /^ {2}(?!@)[^\n]*\bKeptName\b/m;
const CAST = /\bas\s+(?:unknown\s+as\s+)?KeptName\b/;

/** Takes paths relative to the repository with their text; one line for each place that breaks the rule. */
export function findActorNameProblems(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    if (path === HOME || !text.includes("KeptName")) continue;
    if (CAST.test(text))
      problems.push(`${path}: a kept name is made by src/audit alone; use actorNameAt or readKeptName`);
    let line = 1;
    // Members stand apart by an empty line, with their decorators.
    for (const member of text.split("\n\n")) {
      if (SHOWN.test(member) && HOLDS.test(member) && !member.includes("@NamesActor()")) {
        problems.push(`${path}:${line}: shows a kept name as it is; say @NamesActor()`);
      }
      line += member.split("\n").length + 1;
    }
  }
  return problems;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findActorNameProblems(sourcesIn(root));
