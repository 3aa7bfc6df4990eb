import { expect, it } from "vitest";
import { findLongFiles } from "../../../../scripts/rules/file-lengths.js";

const long = "line\n".repeat(301);
const longer = new Map([
  ["test/graphql/one-world.test.ts", "one world"],
  ["test/graphql/split.test.ts", "one world"],
]);

it("finds files of more than 300 lines, and exceptions that are none any more", () => {
  const sources = [
    ["src/tenancy/everything.ts", long],
    ["src/tenancy/one-thing.ts", "line\n".repeat(300)],
    ["console/src/generated/schema.ts", long],
    ["test/graphql/one-world.test.ts", long],
    ["test/graphql/split.test.ts", "line\n"],
  ] as const;
  expect(findLongFiles(sources, longer)).toEqual([
    "src/tenancy/everything.ts: 301 lines; split it by what it states, 300 each",
    "test/graphql/split.test.ts: 1 lines; it is an exception no longer",
  ]);
});
