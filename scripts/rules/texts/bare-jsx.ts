import ts from "typescript";
import { parsed } from "../sources.js";

const WORD = /\p{L}{2,}/u;
const WORDS = /\p{L}{2,}[,:;.]?\s+\p{L}/u;
/** Attributes that a person reads or hears. */
const READ = new Set(["alt", "aria-label", "aria-description", "hint", "label", "placeholder", "title", "verb"]);

/** Texts that stand in a component instead of the catalogue: between its tags, in attributes that are read, and in braces. */
export function findBareJsx(path: string, source: string): string[] {
  if (!path.endsWith(".tsx")) return [];
  const file = parsed(path, source);
  const problems: string[] = [];
  const report = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    problems.push(`${path}:${line + 1}: "${text.trim().slice(0, 60)}" is no text of the catalogue`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && WORD.test(node.text)) report(node, node.text);
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText(file))) {
      const { initializer } = node;
      if (initializer !== undefined && ts.isStringLiteral(initializer) && WORD.test(initializer.text)) {
        report(node, initializer.text);
      }
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression !== undefined) {
      const { expression } = node;
      if (ts.isStringLiteralLike(expression) && WORDS.test(expression.text)) report(node, expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return problems;
}
