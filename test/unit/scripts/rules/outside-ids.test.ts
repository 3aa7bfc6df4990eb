import { expect, it } from "vitest";
import { findDecodedIds, findTextIds } from "../../../../scripts/rules/outside-ids.js";

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

it("finds each ID of the schema that is a plain text to the compiler", () => {
  const source = `
class DeleteInput {
  @Field(() => ID) accountId: string;
  @Field(() => ID, { nullable: true }) domainId?: GlobalId | null;
  @Field(() => [ID]) ids: string[];
  @Field(() => String) name: string;
}
class Resolver {
  @Mutation(() => ID)
  async remove(@Arg("id", () => ID) id: string, @Arg("of", () => ID) of: GlobalId): Promise<GlobalId> {}
}`;
  expect(findTextIds([["src/tenancy/account.resolver.ts", source]])).toEqual([
    "src/tenancy/account.resolver.ts:3: accountId is an ID and no GlobalId",
    "src/tenancy/account.resolver.ts:5: ids is an ID and no GlobalId",
    "src/tenancy/account.resolver.ts:10: id is an ID and no GlobalId",
  ]);
});
