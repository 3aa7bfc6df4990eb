/**
 * Rooms stand on rungs: a room imports rooms on lower rungs only, and those only through their `index.ts`. Types count
 * like everything else. SQL text names tables of its own room or a lower one. Prints everything that breaks this and
 * exits with 1.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const RUNGS: Readonly<Record<string, number>> = {
  kernel: 0,
  // Above the kernel, whose value types settings are read into.
  config: 0.25,
  listening: 0.5,
  decision: 1,
  // Between the decision it copies for and the feed that carries its changes.
  replica: 1.5,
  database: 1,
  // What a call may ask of name servers is among its services.
  dns: 1.2,
  // Above the database it imports, below the rooms of rung 2, whose resolvers need the context of a call.
  request: 1.5,
  audit: 2,
  outbox: 2,
  feed: 2,
  leases: 2,
  tenancy: 3,
  access: 4,
  policy: 4,
  identities: 5,
  // Reads the tables of the rooms of rung 5.
  grounds: 5.5,
  // Changes rows of rungs 3 and 5; above, alerts tell of what it finds.
  proofs: 5.5,
  verification: 6,
  observations: 6,
  notifications: 6,
  gateways: 6,
  agent: 6,
  jobs: 7,
  api: 7,
  cli: 8,
};

/** Files right in src/ put rooms together for those that start them: jobs, api and cli. */
const COMPOSITION_RUNG = 6.5;

/** Rooms that may import these and no others, lower or not. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  decision: ["kernel"],
  request: ["kernel", "config", "database", "dns"],
  dns: ["config", "database"],
  replica: ["kernel", "decision"],
  agent: ["kernel", "config", "decision", "replica", "listening"],
};

/** Takes paths relative to the repository (`src/room/file.ts`) with their text; one line for each broken rule. */
export function findRungProblems(sources: Iterable<readonly [path: string, text: string]>): string[] {
  const problems: string[] = [];
  const tables = new Map<string, string>();
  const all = [...sources];
  for (const [path, text] of all) {
    for (const [, table] of text.matchAll(/@Entity\("(\w+)"/g)) tables.set(table!, roomOf(path) ?? "src");
  }
  for (const [path, text] of all) {
    const room = roomOf(path);
    problems.push(...tableProblems(path, room, text, tables));
    if (room !== null && RUNGS[room] === undefined) {
      problems.push(`${path}: room ${room} stands on no rung; give it one in scripts/check-rungs.ts`);
      continue;
    }
    for (const { specifier, line } of importsOf(path, text)) {
      const problem = problemOf(path, room, specifier);
      if (problem !== null) problems.push(`${path}:${line}: ${problem}`);
    }
  }
  return problems;
}

function problemOf(path: string, room: string | null, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith("test/")) return `${specifier} belongs to the tests`;
  if (!target.startsWith("src/")) return null;
  const targetRoom = roomOf(target);
  if (targetRoom === room) return null;
  const name = room ?? "src";
  const targetName = targetRoom ?? "src";
  const targetRung = rungOf(targetRoom);
  if (targetRung === undefined) return `room ${targetName} does not exist`;
  const allowed = ONLY[name];
  if (allowed !== undefined && !allowed.includes(targetName)) {
    return `${name} may import only ${allowed.join(", ")}, not ${targetName}`;
  }
  const rung = rungOf(room) ?? 0;
  if (targetRung >= rung) return `${name} (rung ${rung}) may not import ${targetName} (rung ${targetRung})`;
  if (targetRoom !== null && target !== `src/${targetRoom}/index.js`) {
    return `${name} reaches into ${targetName}; import ${targetName}/index.js`;
  }
  return null;
}

const TABLE_IN_SQL = /\b(?:FROM|JOIN|UPDATE|INTO)\s+[`"]?(\w+)/g;

/** In upper case only, as all SQL text here: prose does not shout. */
function tableProblems(path: string, room: string | null, text: string, tables: ReadonlyMap<string, string>): string[] {
  return [...text.matchAll(TABLE_IN_SQL)].flatMap(([, table = ""]) => {
    const owner = tables.get(table);
    if (owner === undefined || owner === room || (rungOf(owner) ?? 0) < (rungOf(room) ?? 0)) return [];
    return [`${path}: SQL text of ${room ?? "src"} names ${table}, a table of ${owner}; let that room do it`];
  });
}

/** Null for a file right in src/. */
function roomOf(path: string): string | null {
  const [, room, rest] = path.split("/");
  return room === undefined || rest === undefined ? null : room;
}

function rungOf(room: string | null): number | undefined {
  return room === null ? COMPOSITION_RUNG : RUNGS[room];
}

interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Every form: `import`, `import type`, `export … from`, `import()`, `import x = require()`, `require()`, `typeof import()`. */
function importsOf(path: string, text: string): Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
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

function* sourcesIn(root: string): Generator<readonly [string, string]> {
  for (const entry of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (!/\.[cm]?tsx?$/.test(entry)) continue;
    const path = join("src", entry);
    yield [path, readFileSync(join(root, path), "utf8")];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = findRungProblems(sourcesIn(fileURLToPath(new URL("..", import.meta.url))));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
