import { expect, test } from "vitest";
import { findLostFiles } from "../../../../scripts/rules/named-files.js";

const exists = (path: string) => path === "src/kernel/rank.ts";

test("finds a file that is named and not there, with its line", () => {
  expect(findLostFiles([["docs/a.md", "One.\nSee `src/grounds/rules.ts` and `src/kernel/rank.ts`."]], exists)).toEqual([
    "docs/a.md:2: src/grounds/rules.ts is not there",
  ]);
});

test.each(["`bench/NAME.ts`", "https://example.org/src/a.ts", "dist/src/cli/a.ts", "src/kernel/rank.ts"])(
  "lets %s stand",
  (text) => {
    expect(findLostFiles([["docs/a.md", text]], exists)).toEqual([]);
  },
);
