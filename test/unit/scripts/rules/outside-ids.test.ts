import { expect, it } from "vitest";
import { findDecodedIds } from "../../../../scripts/rules/outside-ids.js";

it("finds operations and queries that decode an id, and lets resolvers and the batches that are named do so", () => {
  const source = 'const id = fromGlobalId("Account", input.id);\nconst other = toGlobalId("Account", id);';
  const paths = [
    "src/tenancy/operations/suspend-account.ts",
    "src/tenancy/account.queries.ts",
    "src/tenancy/account.resolver.ts",
    "src/tenancy/operations/move-domains.ts",
  ];
  expect(findDecodedIds(paths.map((path) => [path, source]))).toEqual([
    "src/tenancy/operations/suspend-account.ts:1: decodes an id; its resolver does",
    "src/tenancy/account.queries.ts:1: decodes an id; its resolver does",
  ]);
});
