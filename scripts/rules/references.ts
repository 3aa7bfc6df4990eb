/**
 * The RFC beside a rule is one that exists, and so is its section: each `RFC 5321 4.5.5` in code and docs is in the list
 * of `scripts/rules/reference-list.ts`, and what nobody names any more is not. Finds every other.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REFERENCES, type Reference } from "./reference-list.js";
import type { Rule } from "./sources.js";

/** White space, and what a comment that goes on in the next line begins with. */
const GAP = "(?:\\s|\\s\\*\\s|\\s//\\s)+";
const SECTION = "(?:\\d+(?:\\.\\d+)*|X(?:\\.[\\dnx]+)+|[A-Z](?:\\.\\d+)+)(?![\\w-])";
const NAMED = new RegExp(`\\bRFC${GAP}(\\d{3,5})(?:,?${GAP}(?:section |appendix )?(${SECTION}))?`, "g");
const FURTHER = new RegExp(`^(?:,| and| to)${GAP}(${SECTION})`);
/** A further one stands right behind the first: with a dot, or it would be any number. */
const IS_SECTION = /\.|^\d$/;

/** Takes texts by their path; one line for each RFC or section that `list` does not have, or that nobody names. */
export function findUnknownReferences(
  texts: Iterable<readonly [path: string, text: string]>,
  list: Readonly<Record<number, Reference>> = REFERENCES,
): string[] {
  const problems: string[] = [];
  const named = new Set<string>();
  for (const [path, text] of texts) {
    for (const match of text.matchAll(NAMED)) {
      const place = `${path}:${text.slice(0, match.index).split("\n").length}`;
      const [whole, number = "", section] = match;
      named.add(number);
      const reference = list[Number(number)];
      if (reference === undefined) problems.push(`${place}: RFC ${number} is not in scripts/rules/reference-list.ts`);
      const sections = section === undefined ? [] : [section, ...further(text.slice(match.index + whole.length))];
      for (const each of sections) named.add(`${number} ${each}`);
      const unknown = sections.filter((each) => reference !== undefined && !reference.sections.includes(each));
      problems.push(
        ...unknown.map((each) => `${place}: RFC ${number} ${each} is not in scripts/rules/reference-list.ts`),
      );
    }
  }
  for (const [number, { sections }] of Object.entries(list)) {
    const unused = [number, ...sections.map((section) => `${number} ${section}`)].filter((each) => !named.has(each));
    problems.push(...unused.map((each) => `scripts/rules/reference-list.ts: nobody names RFC ${each}`));
  }
  return problems;
}

function further(rest: string): string[] {
  const [whole, section = ""] = FURTHER.exec(rest) ?? [];
  if (whole === undefined || !IS_SECTION.test(section)) return [];
  return [section, ...further(rest.slice(whole.length))];
}

function* textsIn(root: string): Generator<readonly [string, string]> {
  for (const folder of ["src", "docs", "integrations"]) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (/\.(?:md|ts)$/.test(entry)) yield [join(folder, entry), readFileSync(join(root, folder, entry), "utf8")];
    }
  }
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findUnknownReferences(textsIn(root));
