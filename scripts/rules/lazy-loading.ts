/**
 * What is off costs nothing, its loading included: some packages are imported by one file of ours alone, and that file
 * by nobody but with `import()`. Finds every other import of either, and of files that some of ours never load.
 */
import { posix } from "node:path";
import ts from "typescript";
import { parsed, type Rule, type Source, sourcesIn } from "./sources.js";

/** Packages, by how their names begin, and the file that has them. */
const LAZY: ReadonlyMap<string, string> = new Map([
  ["@opentelemetry/", "src/tracing/open-telemetry.ts"],
  ["mailauth/", "src/rollout/reporters/verified-signer.ts"],
  ["mysql2", "src/database/end-statement.ts"],
]);

/** Files, and what they never load themselves nor through others: every verb of the command line opens with them. */
const WITHOUT: ReadonlyMap<string, string> = new Map([["src/app/index.ts", "src/api/index.ts"]]);

/** Takes paths relative to the repository with their text; one line for each import that loads too early. */
export function findEarlyImports(sources: Iterable<Source>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    const source = parsed(path, text);
    for (const statement of source.statements) {
      const specifier = specifierOf(statement);
      if (specifier === null) continue;
      const target = posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts");
      for (const [start, file] of LAZY) {
        const isPackages = specifier.startsWith(start) && path !== file;
        if (!isPackages && target !== file) continue;
        const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source));
        problems.push(`${path}:${line + 1}: loads ${specifier} also where it is off; import() ${file} where it is on`);
      }
    }
  }
  return problems;
}

/** Takes paths relative to the repository with their text; one line for each file that loads what it is to be without. */
export function findUnwantedLoads(sources: Iterable<Source>, without = WITHOUT): string[] {
  const texts = new Map(sources);
  return [...without].flatMap(([start, unwanted]) => {
    const way = wayTo(unwanted, start, texts);
    return way === null ? [] : [`${way.join(" -> ")}: ${start} is to be without it; import() it where it is wanted`];
  });
}

/** The files from the one to the other, each of which loads the next; null where there is no such way. */
function wayTo(wanted: string, start: string, texts: ReadonlyMap<string, string>): string[] | null {
  const from = new Map<string, string | null>([[start, null]]);
  for (const path of from.keys()) {
    if (path === wanted) return wayBack(path, from);
    for (const target of loadedBy(path, texts.get(path) ?? "")) if (!from.has(target)) from.set(target, path);
  }
  return null;
}

function wayBack(end: string, from: ReadonlyMap<string, string | null>): string[] {
  const way: string[] = [];
  for (let path: string | null = end; path !== null; path = from.get(path) ?? null) way.unshift(path);
  return way;
}

function loadedBy(path: string, text: string): string[] {
  return parsed(path, text)
    .statements.map(specifierOf)
    .filter((specifier) => specifier !== null)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts"));
}

/** Of an import or a re-export that is carried out when the file is loaded; types are gone by then. */
function specifierOf(statement: ts.Statement): string | null {
  const isLoading =
    (ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly !== true) ||
    (ts.isExportDeclaration(statement) && !statement.isTypeOnly);
  if (!isLoading || statement.moduleSpecifier === undefined) return null;
  return ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : null;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => [...findEarlyImports(sourcesIn(root)), ...findUnwantedLoads(sourcesIn(root))];
