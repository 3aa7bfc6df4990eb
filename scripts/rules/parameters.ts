/**
 * A call of five values says nothing of which is which: what needs more than four takes the rest by name, as one object.
 * Finds every function that does not.
 */
import ts from "typescript";
import { parsed, type Rule, type Source, sourcesIn } from "./sources.js";

const MOST = 4;

/** Called for each line of each question, where an object would be made only to be thrown away. */
const HOT = new Set(["src/agent/policy-delegation/policy-request.ts#noteLine"]);

/** Takes paths relative to the repository with their text; one line for each function with too many parameters. */
export function findLongParameterLists(sources: Iterable<Source>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    const file = parsed(path, text);
    const visit = (node: ts.Node): void => {
      if (isOurs(node) && !HOT.has(`${path}#${nameOf(node)}`)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        problems.push(`${path}:${line + 1}: ${nameOf(node)} takes ${node.parameters.length} values; name them`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return problems;
}

/** A resolver's parameters are the field's arguments; `_unused` ones are another library's. */
function isOurs(node: ts.Node): node is ts.FunctionLikeDeclaration {
  if (!ts.isFunctionLike(node) || ts.isConstructorDeclaration(node) || !("body" in node) || node.body === undefined) {
    return false;
  }
  const isDecorated = node.parameters.some((parameter) => (ts.getDecorators(parameter)?.length ?? 0) > 0);
  const isGiven = node.parameters.some(({ name }) => ts.isIdentifier(name) && name.text.startsWith("_"));
  return node.parameters.length > MOST && !isDecorated && !isGiven;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : "a function";
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findLongParameterLists(sourcesIn(root, ["src", "console/src", "scripts"]));
