import { buildSchema } from "graphql";
import { expect, it } from "vitest";
import { findUnsafe } from "../../../../scripts/rules/safe-mutations.js";

it("finds a mutation without a key, one of a row without its version, and an exception that is none", () => {
  const schema = buildSchema(`
    type Query { box: Int }
    input BoxInput { boxId: ID! ifVersion: Int }
    type Mutation {
      makeBox(name: String, idempotencyKey: String): Int
      openBox(id: ID!, idempotencyKey: String): Int
      closeBox(input: BoxInput!): Int
      signIn(login: String): Int
      retryMail(id: ID!, idempotencyKey: String, ifUpdatedAt: String): Int
    }
  `);
  const found = findUnsafe(schema);
  expect(found).toContainEqual(expect.stringMatching(/^openBox changes one row/));
  expect(found).toContainEqual(expect.stringMatching(/^closeBox takes no idempotencyKey/));
  expect(found).toContainEqual(expect.stringMatching(/^retryMail is no exception any more/));
  expect(found.filter((line) => /^(makeBox|signIn) /.test(line))).toEqual([]);
});
