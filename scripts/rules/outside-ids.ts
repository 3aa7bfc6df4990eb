/**
 * Ids are decoded at the door: resolvers, inputs and pages read what a caller wrote (`Account_0193…`), operations and
 * queries take the ids of rows. Finds every operation and query that decodes one itself, and every `ID` of the schema that
 * the compiler would take for the id of a row.
 */
import ts from "typescript";
import { parsed, type Rule, type Source, sourcesIn } from "./sources.js";

const BEHIND_THE_DOOR = /\/operations\/|\.queries\.ts$/;
const DECODES = /\b(?:fromGlobalId|fromOptionalId|parseGlobalId)\(/;

/** Each with the reason. */
const MAY_DECODE: ReadonlySet<string> = new Set([
  // Of a batch, an id that is none is the error of its item, and leaves the others.
  "src/tenancy/operations/change-account-aliases.ts",
  "src/tenancy/operations/move-domains.ts",
  "src/tenancy/operations/set-account-passwords.ts",
  "src/verification/operations/act-on-many.ts",
  "src/verification/operations/decide-in-bulk.ts",
  // Whose sessions they are, an administrator's or an account's, is said by the id alone.
  "src/access/operations/end-session.ts",
]);

/** Takes paths relative to the repository with their text; one line for each place that decodes. */
export function findDecodedIds(sources: Iterable<Source>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    if (!BEHIND_THE_DOOR.test(path) || MAY_DECODE.has(path)) continue;
    for (const [index, line] of text.split("\n").entries()) {
      if (DECODES.test(line)) problems.push(`${path}:${index + 1}: decodes an id; its resolver does`);
    }
  }
  return problems;
}

/** Each with the reason. */
const NO_GLOBAL_IDS: ReadonlySet<string> = new Set([
  // Whoever reports chooses it: no row of ours has it.
  "src/observations/report.resolver.ts#batchId",
]);

const IS_ID = /^\(\)\s*=>\s*\[?ID\]?$/;

/** Takes paths relative to the repository with their text; one line for each `ID` that is no `GlobalId` in TypeScript. */
export function findTextIds(sources: Iterable<Source>): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    if (!text.includes("=> ID") && !text.includes("=> [ID")) continue;
    const file = parsed(path, text);
    const visit = (node: ts.Node): void => {
      const name = nameOfId(node);
      if (name !== null && !NO_GLOBAL_IDS.has(`${path}#${name}`) && !isGlobalId(node)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        problems.push(`${path}:${line + 1}: ${name} is an ID and no GlobalId`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return problems;
}

/** Null for what no decorator declares to be an `ID`, or a list of them. */
function nameOfId(node: ts.Node): string | null {
  if (!ts.canHaveDecorators(node)) return null;
  const isId = (ts.getDecorators(node) ?? []).some(
    ({ expression }) =>
      ts.isCallExpression(expression) && expression.arguments.some((argument) => IS_ID.test(argument.getText())),
  );
  return isId && "name" in node && node.name !== undefined ? (node.name as ts.Node).getText() : null;
}

function isGlobalId(node: ts.Node): boolean {
  return "type" in node && node.type !== undefined && /\bGlobalId\b/.test((node.type as ts.Node).getText());
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => {
  const sources = sourcesIn(root, ["src"]);
  return [...findDecodedIds(sources), ...findTextIds(sources)];
};
