import { expect, test } from "vitest";
import { findUnusedExports } from "../../../../scripts/rules/exports.js";

test("finds what a room lets out and no other room uses, by whatever name it goes there", () => {
  const problems = findUnusedExports([
    ["src/tenancy/index.ts", 'export { one, type Two, three } from "./a.js";'],
    ["src/access/a.ts", 'import { one as first, type Two } from "../tenancy/index.js";'],
    ["src/tenancy/b.ts", 'import { three } from "./a.js";'],
  ]);
  expect(problems).toEqual(["src/tenancy/index.ts: no other room uses three"]);
});

test("refuses a star, which lets out what nobody has named", () => {
  expect(findUnusedExports([["src/tenancy/index.ts", 'export * from "./a.js";']])).toEqual([
    "src/tenancy/index.ts: name what `export *` lets out",
  ]);
});

test("a file inside a room exports what it likes", () => {
  expect(findUnusedExports([["src/tenancy/a.ts", "export const one = 1;"]])).toEqual([]);
});
