import { buildSchema } from "graphql";
import { expect, it } from "vitest";
import { findUndescribed } from "../../../../scripts/rules/descriptions.js";

it("finds a type, a field, an argument, a part of an input and a value of an enum that say nothing", () => {
  const schema = buildSchema(`
    "What can be asked."
    type Query {
      "One of them."
      box(id: ID!, "How big" size: Size): Box
      silent: Int
    }
    type Box { "Its name" name: String }
    "How big." enum Size { SMALL "Bigger than most" BIG }
    "What it takes." input BoxInput { name: String }
  `);
  expect(findUndescribed(schema).sort()).toEqual([
    "Box says not what it is",
    "BoxInput.name says not what it is",
    "Query.box: argument id says not what it is",
    "Query.silent says not what it is",
    "Size.SMALL says not what it is",
  ]);
});
