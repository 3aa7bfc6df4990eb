import { expect, it } from "vitest";
import { fromGlobalId, toGlobalId } from "../../../src/graphql/index.js";
import { newIdentifier, notFound } from "../../../src/kernel/index.js";

const takesRowId = (id: string): string => id;

it("compiles for the id of a row no more than that for it", () => {
  const id = newIdentifier();
  const globalId = toGlobalId("Account", id);
  // @ts-expect-error what callers know it by is no id of a row
  expect(takesRowId(globalId)).not.toBe(id);
  // @ts-expect-error and the id of a row is nothing to open
  expect(() => fromGlobalId("Account", id)).toThrow(notFound("Account"));
  expect(takesRowId(fromGlobalId("Account", globalId))).toBe(id);
});
