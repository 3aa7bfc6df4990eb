import { buildSchema } from "graphql";
import { expect, it } from "vitest";
import { findBroken, findNew, withoutDescriptions } from "../../../scripts/check-breaking.js";

const RELEASED = buildSchema(`
  type Query { kept(first: Int): String going: Int @deprecated(reason: "Ask kept.") }
  enum State { ON OFF OLD @deprecated(reason: "Nothing is old.") }
`);

it("what was deprecated in the released schema may go, and nothing else", () => {
  const current = buildSchema("type Query { kept(first: Int): String } enum State { ON OFF }");
  expect(findBroken(RELEASED, current)).toEqual([]);
  const broken = buildSchema("type Query { kept(after: String!): Int going: Int } enum State { ON OLD }");
  expect(findBroken(RELEASED, broken)).toEqual([
    "A required arg after on Query.kept was added.",
    "OFF was removed from enum type State.",
    "Query.kept arg first was removed.",
    "Query.kept changed type from String to Int.",
  ]);
});

it("a root may become one that is null where it fails, and nothing below it", () => {
  const before = buildSchema("type Query { thing: Thing! } type Thing { name: String! }");
  const after = buildSchema("type Query { thing: Thing } type Thing { name: String }");
  expect(findBroken(before, after)).toEqual(["Thing.name changed type from String! to String."]);
});

it("what is new is named for the changelog", () => {
  const current = buildSchema(`
    type Query { kept(first: Int, after: String): String going: Int more: Thing }
    type Thing { id: ID }
    enum State { ON OFF OLD SLOW }
  `);
  expect(findNew(RELEASED, current)).toEqual([
    "Query.kept arg after was added.",
    "Query.more was added.",
    "SLOW was added to enum type State.",
    "Thing was added.",
  ]);
});

it("the released schema keeps what callers can ask, without its words", () => {
  const sdl = '"""Words"""\ntype Query {\n  "More"\n  a(b: Int): String @deprecated(reason: "Old")\n}\n';
  const kept = withoutDescriptions(sdl);
  expect(kept).not.toContain("Words");
  expect(findBroken(buildSchema(sdl), buildSchema(kept))).toEqual([]);
  expect(kept).toContain('@deprecated(reason: "Old")');
});
