/**
 * Rooms lie in layers: a room imports rooms of lower layers only, and those only through their `index.ts`. Types count
 * like everything else. SQL text names tables of its own room or a lower one. Finds everything that breaks this.
 */
import { posix } from "node:path";
import ts from "typescript";
import { parsed, type Rule, sourcesIn } from "./sources.js";

/** From the bottom up; a room may import those of the layers below its own. */
const LAYERS: readonly (readonly string[])[] = [
  ["kernel"],
  ["texts"],
  // Above the kernel, whose value types settings are read into.
  ["config", "decision", "mail-logs", "tracing"],
  ["database", "replication", "web"],
  ["dns", "counters"],
  // Above the database, below the rooms whose resolvers need the context of a call.
  ["graphql"],
  ["audit", "outbox", "feed", "presses"],
  ["tenancy"],
  ["access", "policy"],
  ["authorizations"],
  // Decisions read the tables of the layers below; proofs change rows of tenancy and authorizations.
  ["decision-data", "proofs", "statistics"],
  ["verification", "observations", "notifications", "gateways", "tenant-changes", "agent"],
  ["rollout", "explanations", "domain-sync", "search"],
  ["intake", "webhooks", "batch-jobs"],
  ["jobs", "api"],
  // The one place where the rooms meet.
  ["app"],
  ["cli"],
];

/** Rooms that may import these and no others, lower or not. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  texts: ["kernel"],
  decision: ["kernel", "texts"],
  "mail-logs": ["kernel"],
  web: ["kernel", "config", "texts"],
  tracing: ["kernel"],
  dns: ["config", "database"],
  counters: ["database"],
  graphql: ["kernel", "texts", "config", "database", "dns"],
  replication: ["kernel", "decision"],
  agent: ["kernel", "config", "decision", "replication"],
};

/** Takes paths relative to the repository (`src/room/file.ts`) with their text; one line for each broken rule. */
export function findLayerProblems(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const problems: string[] = [];
  const tables = new Map<string, string>();
  const all = [...sources];
  for (const [path, text] of all) {
    for (const [, table = ""] of text.matchAll(/@Entity\("(\w+)"/g)) tables.set(table, roomOf(path) ?? "src");
  }
  for (const [path, text] of all) {
    const room = roomOf(path);
    if (room === null) {
      problems.push(`${path}: belongs to no room`);
      continue;
    }
    if (layerOf(room) === undefined) {
      problems.push(`${path}: room ${room} is in no layer; give it one in scripts/rules/layers.ts`);
      continue;
    }
    problems.push(...tableProblems(path, room, text, tables));
    for (const { specifier, line } of importsOf(path, text)) {
      const problem = problemOf(path, room, specifier);
      if (problem !== null) problems.push(`${path}:${line}: ${problem}`);
    }
  }
  return problems;
}

function problemOf(path: string, room: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith("test/")) return `${specifier} belongs to the tests`;
  if (!target.startsWith("src/")) return null;
  const targetRoom = roomOf(target);
  if (targetRoom === room) return null;
  const targetLayer = targetRoom === null ? undefined : layerOf(targetRoom);
  if (targetRoom === null || targetLayer === undefined) return `room ${targetRoom ?? target} does not exist`;
  const allowed = ONLY[room];
  if (allowed !== undefined && !allowed.includes(targetRoom)) {
    return `${room} may import only ${allowed.join(", ")}, not ${targetRoom}`;
  }
  if (targetLayer >= (layerOf(room) ?? 0)) return `${room} may not import ${targetRoom}, which is not in a lower layer`;
  if (target !== `src/${targetRoom}/index.js`)
    return `${room} reaches into ${targetRoom}; import ${targetRoom}/index.js`;
  return null;
}

const TABLE_IN_SQL = /\b(?:FROM|JOIN|UPDATE|INTO)\s+[`"]?(\w+)/g;

/** In upper case only, as all SQL text here: prose does not shout. */
function tableProblems(path: string, room: string, text: string, tables: ReadonlyMap<string, string>): string[] {
  return [...text.matchAll(TABLE_IN_SQL)].flatMap(([, table = ""]) => {
    const owner = tables.get(table);
    if (owner === undefined || owner === room || (layerOf(owner) ?? 0) < (layerOf(room) ?? 0)) return [];
    return [`${path}: SQL text of ${room} names ${table}, a table of ${owner}; let that room do it`];
  });
}

/** Null for a file right in src/. */
function roomOf(path: string): string | null {
  const [, room, rest] = path.split("/");
  return room === undefined || rest === undefined ? null : room;
}

function layerOf(room: string): number | undefined {
  const layer = LAYERS.findIndex((rooms) => rooms.includes(room));
  return layer < 0 ? undefined : layer;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Every form: `import`, `import type`, `export … from`, `import()`, `import x = require()`, `require()`, `typeof import()`. */
export function importsOf(path: string, text: string): Import[] {
  const source = parsed(path, text);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      const { line } = source.getLineAndCharacterOfPosition(specifier.getStart(source));
      imports.push({ specifier: specifier.text, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
  return isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findLayerProblems(sourcesIn(root));
