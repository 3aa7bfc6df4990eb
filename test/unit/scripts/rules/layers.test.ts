import { expect, test } from "vitest";
import { findLayerProblems } from "../../../../scripts/rules/layers.js";

function problemsOf(path: string, text: string): string[] {
  return findLayerProblems([[path, text]]);
}

test.each([
  ["src/tenancy/account.entity.ts", 'import { Scope } from "../kernel/index.js";'],
  ["src/tenancy/operations/create-account.ts", 'import { Scope } from "../../kernel/index.js";'],
  ["src/tenancy/operations/create-account.ts", 'import { Account } from "../account.entity.js";'],
  ["src/tenancy/account.entity.ts", 'import { Entity } from "typeorm"; import "node:fs";'],
  ["src/audit/audit.resolver.ts", 'import type { Context } from "../graphql/index.js";'],
  ["src/agent/agent.ts", 'export * from "../decision/index.js"; import "../config/index.js";'],
  ["src/database/data-source.ts", 'import { migrations } from "../../migrations/index.js";'],
  ["src/app/schema-parts.ts", 'import { entities } from "../verification/index.js";'],
  ["src/cli/main.ts", 'import { schemaParts } from "../app/index.js";'],
  ["src/tenancy/text.ts", '// import "../cli/index.js";\nconst text = `import "../cli/index.js"`;'],
])("permits in %s: %s", (path, text) => {
  expect(problemsOf(path, text)).toEqual([]);
});

test.each([
  ["src/tenancy/a.ts", 'import "../access/index.js";', "tenancy may not import access"],
  ["src/feed/a.ts", 'import "../audit/index.js";', "feed may not import audit"],
  ["src/kernel/a.ts", 'import "../config/index.js";', "kernel may not import config"],
  ["src/tenancy/a.ts", 'import type { B } from "../access/index.js";', "may not import access"],
  ["src/tenancy/a.ts", 'export { b } from "../access/index.js";', "may not import access"],
  ["src/tenancy/a.ts", 'const b = await import("../access/index.js");', "may not import access"],
  ["src/tenancy/a.ts", 'type B = import("../access/index.js").B;', "may not import access"],
  ["src/tenancy/a.ts", 'import b = require("../access/index.js");', "may not import access"],
  ["src/tenancy/a.ts", 'const b = require("../access/index.js");', "may not import access"],
  [
    "src/tenancy/a.ts",
    'import "../database/transaction.js";',
    "tenancy reaches into database; import database/index.js",
  ],
  ["src/tenancy/operations/a.ts", 'import "../../database/inner/index.js";', "reaches into database"],
  ["src/decision/a.ts", 'import "../config/index.js";', "decision may import only kernel, texts, not config"],
  [
    "src/agent/a.ts",
    'import "../database/index.js";',
    "agent may import only kernel, config, decision, replication, not database",
  ],
  [
    "src/graphql/a.ts",
    'import "../decision/index.js";',
    "graphql may import only kernel, texts, config, database, dns, not decision",
  ],
  ["src/tenancy/a.ts", 'import "../schema-parts.js";', "room src/schema-parts.js does not exist"],
  ["src/api/a.ts", 'import "../app/index.js";', "api may not import app"],
  ["src/schema-parts.ts", "", "belongs to no room"],
  ["src/tenancy/a.ts", 'import "../nowhere/index.js";', "room nowhere does not exist"],
  ["src/tenancy/a.ts", 'import "../../test/support/engines.js";', "belongs to the tests"],
])("refuses in %s: %s", (path, text, problem) => {
  expect(problemsOf(path, text)).toEqual([expect.stringContaining(problem)]);
});

test("refuses a room that is in no layer", () => {
  expect(problemsOf("src/utils/a.ts", "")).toEqual([expect.stringContaining("room utils is in no layer")]);
});

test("names file and line", () => {
  expect(problemsOf("src/tenancy/a.ts", '\nimport "../kernel/index.js";\nimport "../cli/index.js";')).toEqual([
    "src/tenancy/a.ts:3: tenancy may not import cli, which is not in a lower layer",
  ]);
});

test.each([
  ["tenancy", "DELETE FROM policy WHERE id = 1", true],
  ["tenancy", "UPDATE `policy` SET x = 1", true],
  ["tenancy", "SELECT 1 FROM account JOIN policy ON 1 = 1", true],
  ["access", "SELECT 1 FROM policy", true],
  ["policy", "SELECT 1 FROM policy", false],
  ["verification", "SELECT 1 FROM policy", false],
])("SQL text of %s, %s, names a table that is not its to touch: %s", (room, sql, isRefused) => {
  const problems = findLayerProblems([
    ["src/policy/policy.entity.ts", '@Entity("policy")\nclass Policy {}'],
    [`src/${room}/a.ts`, `const text = "${sql}";`],
  ]);
  expect(problems).toEqual(isRefused ? [expect.stringContaining("a table of policy")] : []);
});
