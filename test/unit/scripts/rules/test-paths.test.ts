import { expect, test } from "vitest";
import { findOutsidePaths } from "../../../../scripts/rules/test-paths.js";

function problemsOf(path: string, text: string): string[] {
  return findOutsidePaths([[path, text]], "/builds/checkout");
}

/** Put together here, since this file is looked at too. */
const up = (count: number, rest = "") => "../".repeat(count) + rest;
const HOME = ["", "home", ""].join("/");
const quoted = (text: string) => `"${text}"`;

test.each([
  ["test/unit/a.test.ts", quoted(up(2, "src/kernel/index.js"))],
  ["test/unit/kernel/a.test.ts", quoted(up(3))],
  ["test/support/guardian.sh", up(1, "unit")],
  ["test/support/mariadb.ts", quoted("/usr/sbin/mariadbd")],
  ["test/unit/a.test.ts", quoted("https://mayfrom.example/home/")],
  ["test/unit/a.test.ts", "three dots…/ or a/b/.../c"],
])("in %s, %s stays inside", (path, text) => {
  expect(problemsOf(path, text)).toEqual([]);
});

test.each([
  ["test/unit/a.test.ts", quoted(up(3, "data/a.json")), `${up(3, "data")} is outside the repository`],
  ["test/support/a.ts", `new URL(${quoted(up(3, "data/"))}, import.meta.url)`, "is outside the repository"],
  ["test/support/a.sh", `cat ${up(3, "x")}`, "is outside the repository"],
  ["test/a.test.ts", quoted("/builds/data/a.json"), "/builds/ is outside the repository"],
  ["test/a.test.ts", quoted(`${HOME}anna/a.json`), `${HOME} is outside the repository`],
])("in %s, %s leads out", (path, text, problem) => {
  expect(problemsOf(path, `\n${text}`)).toEqual([expect.stringContaining(problem)]);
  expect(problemsOf(path, `\n${text}`)[0]).toContain(`${path}:2: `);
});
