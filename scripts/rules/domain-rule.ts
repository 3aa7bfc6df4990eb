/**
 * One place makes keys of mail domains, `src/kernel/key-rule.ts`, so that they are the same on every runtime. Finds
 * every other use of a runtime's own conversion, or of the library.
 */
import ts from "typescript";
import { parsed, type Rule, sourcesIn } from "./sources.js";

const RULE = "src/kernel/key-rule.ts";
const FOLDERS = ["src", "migrations", "bench", "scripts", "test"];
/** Node's own; they follow the URL parser, whose rule changes with the runtime. */
const CONVERSIONS = new Set(["domainToASCII", "domainToUnicode", "toASCII", "toUnicode"]);
const MODULES = new Set(["punycode", "node:punycode", "punycode/", "tr46"]);

/** Takes paths relative to the repository with their text; one line for each broken rule. */
export function findDomainRuleProblems(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    if (path === RULE) continue;
    const source = parsed(path, text);
    const visit = (node: ts.Node): void => {
      const isForbidden =
        (ts.isIdentifier(node) && CONVERSIONS.has(node.text)) || (isModuleName(node) && MODULES.has(node.text));
      if (isForbidden) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        problems.push(`${path}:${line + 1}: ${node.text} makes keys of domains in another way than ${RULE}`);
      }
      ts.forEachChild(node, (child) => {
        parents.set(child, node);
        visit(child);
      });
    };
    const parents = new Map<ts.Node, ts.Node>();
    const isModuleName = (node: ts.Node): node is ts.StringLiteralLike => {
      if (!ts.isStringLiteralLike(node)) return false;
      const parent = parents.get(node);
      return (
        parent !== undefined && (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || isLoad(parent))
      );
    };
    visit(source);
  }
  return problems;
}

/** `import()` and `require()`. */
function isLoad(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  return (
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === "require")
  );
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findDomainRuleProblems(sourcesIn(root, FOLDERS));
