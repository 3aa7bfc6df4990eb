/**
 * A room's `index.ts` lets out only what another room uses; tests import the file itself. Finds every name that no other
 * room imports, and every `export *`, which hides them.
 */
import { posix } from "node:path";
import ts from "typescript";
import { parsed, type Rule, sourcesIn } from "./sources.js";

const INDEX = /^src\/[a-z-]+\/index\.ts$/;

/** What stands here has no other room to use it: tests and scripts open the whole product through it. */
const FOR_SCRIPTS = new Set(["src/app/index.ts#buildApiSchema"]);

/** Takes paths relative to the repository with their text; one line for each name that nobody uses. */
export function findUnusedExports(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const exported: string[] = [];
  const used = new Set<string>();
  const problems: string[] = [];
  for (const [path, text] of sources) {
    const source = parsed(path, text);
    for (const statement of source.statements) {
      const { names, from } = namesOf(statement);
      const target = from === null ? null : posix.join(posix.dirname(path), from).replace(/\.js$/, ".ts");
      if (target !== null && target !== path) for (const name of names) used.add(`${target}#${name}`);
      if (!INDEX.test(path) || !ts.isExportDeclaration(statement)) continue;
      if (statement.exportClause === undefined) problems.push(`${path}: name what \`export *\` lets out`);
      else exported.push(...shownNames(statement.exportClause).map((name) => `${path}#${name}`));
    }
  }
  const unused = exported.filter((name) => !used.has(name) && !FOR_SCRIPTS.has(name));
  return [...problems, ...unused.map((name) => `${name.replace("#", ": no other room uses ")}`)];
}

/** The names that a statement takes from another file. */
function namesOf(statement: ts.Statement): { readonly names: readonly string[]; readonly from: string | null } {
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
    const bindings = statement.importClause?.namedBindings;
    const names = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(ownNameOf) : [];
    return { names, from: statement.moduleSpecifier.text };
  }
  return { names: [], from: null };
}

function shownNames(clause: ts.NamedExportBindings): string[] {
  return ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
}

function ownNameOf({ propertyName, name }: ts.ImportSpecifier): string {
  return (propertyName ?? name).text;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findUnusedExports(sourcesIn(root));
