/**
 * What is off costs nothing, its loading included: some packages are imported by one file of ours alone, and that file
 * by nobody but with `import()`. Finds every other import of either.
 */
import { posix } from "node:path";
import ts from "typescript";
import { parsed, type Rule, type Source, sourcesIn } from "./sources.js";

/** Packages, by how their names begin, and the file that has them. */
const LAZY: ReadonlyMap<string, string> = new Map([["@opentelemetry/", "src/tracing/open-telemetry.ts"]]);

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

/** Of an import or a re-export that is carried out when the file is loaded; types are gone by then. */
function specifierOf(statement: ts.Statement): string | null {
  const isLoading =
    (ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly !== true) ||
    (ts.isExportDeclaration(statement) && !statement.isTypeOnly);
  if (!isLoading || statement.moduleSpecifier === undefined) return null;
  return ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : null;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findEarlyImports(sourcesIn(root));
