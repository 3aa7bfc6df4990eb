import { Arg, Authorized, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { Authorization, authorizationById, LeftBecause } from "../authorizations/index.js";
import {
  DateTimeScalar,
  type FieldRule,
  PayloadType,
  type RequestContext,
  toGlobalId,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId } from "../kernel/index.js";
import { type ItemAnswer, ItemResult, type RememberedAnswer, viewOfBatch } from "../tenancy/index.js";
import { AddIdentitiesInput, GrantAuthorizationsInput, RevokeAuthorizationsInput } from "./batch.input.js";
import { noRoutesOf } from "./mail-route.js";
import {
  addIdentities,
  type BulkCaller,
  grantAuthorizations,
  revokeAuthorizations,
} from "./operations/decide-in-bulk.js";
import { verificationKeys } from "./verification-keys.js";

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType({ description: "What a batch has changed." })
export class AuthorizationBatch {
  @Field(() => [ID], { description: "Of what was done, in the order of the items" })
  ids: GlobalId[];

  @Field(() => [Authorization], { description: "Those of them that still exist" })
  authorizations: ForeignRow<Authorization>[];

  @Field(() => [ItemResult], { description: "Of each item, in their order; none where nothing was done" })
  results: ItemResult[];

  @Field(() => Boolean, { description: "The key was used before: this is the answer of then, and nothing was done." })
  wasRepeated: boolean;
}

@VisibleTo("WITH_PARENT")
@ObjectType({
  description:
    "An item that a batch left as it was: decided here since, waiting for the owner's answer, or refused by the owner.",
})
export class LeftAuthorization {
  @Field(() => Int, { description: "Place among the items, from 0" })
  item: number;

  @Field(() => String, { description: "The address of the pair" })
  address: string;

  @Field(() => LeftBecause, { description: "What kept it" })
  because: LeftBecause;

  @Field(() => DateTimeScalar, { description: "Since when it is so" })
  since: Date;

  @Field(() => ID, {
    nullable: true,
    description: "Null where the owner has blocked everybody, and never this account",
  })
  authorizationId: GlobalId | null;
}

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType({ description: "What a batch of grants has changed, and what it has not." })
export class GrantBatch {
  @Field(() => [ID], { description: "Of what was given, in the order of the items" })
  ids: GlobalId[];

  @Field(() => [Authorization], { description: "Those of them that still exist" })
  authorizations: ForeignRow<Authorization>[];

  @Field(() => [LeftAuthorization], {
    description:
      "Items left as they were. grantAuthorization gives one of them, where the caller may; against the owner's word the operator alone, with a reason, and the owner is told.",
  })
  left: LeftAuthorization[];

  @Field(() => [ItemResult], { description: "Of each item, in their order; none where nothing was done" })
  results: ItemResult[];

  @Field(() => Boolean, { description: "The key was used before: this is the answer of then, and nothing was done." })
  wasRepeated: boolean;
}

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType()
export class RevocationBatch {
  @Field(() => Int, { description: "How many were revoked; in a dry run how many would be, over all calls it takes" })
  count: number;

  @Field(() => Boolean, { description: "Whether the filter finds more: call again, under another key" })
  hasMore: boolean;

  @Field(() => [ItemResult], { description: "Of each of `authorizationIds`, or of what the filter has found" })
  results: ItemResult[];

  @Field(() => Boolean, { description: "The key was used before: this is the answer of then, and nothing was done." })
  wasRepeated: boolean;
}

const PEOPLE = [...ADMINISTRATORS, "ACCOUNT"] as const;

@Resolver()
export class AuthorizationBatchResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => AuthorizationBatch, { description: "Up to 1,000 in one transaction." })
  async addIdentities(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddIdentitiesInput) input: AddIdentitiesInput,
  ): Promise<AuthorizationBatch> {
    const noRoutes = await noRoutesOf(context, input.items);
    return batchOf(context, await addIdentities(callerOf(context), input, noRoutes));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => GrantBatch, {
    description:
      "Up to 1,000 in one transaction. It gives what is new: a pair that is known here in any state, or that its owner has blocked, is left as it was and listed. An item that is wrong refuses all.",
  })
  async grantAuthorizations(
    @Ctx() context: RequestContext,
    @Arg("input", () => GrantAuthorizationsInput) input: GrantAuthorizationsInput,
  ): Promise<GrantBatch> {
    const { answer, wasRepeated } = await grantAuthorizations(callerOf(context), input);
    const left = answer.left.map(({ authorizationId, since, ...item }) => ({
      ...item,
      since: new Date(since),
      authorizationId: authorizationId === null ? null : toGlobalId("Authorization", authorizationId),
    }));
    return { ...(await batchOf(context, { answer: answer.items, wasRepeated })), left };
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => RevocationBatch)
  async revokeAuthorizations(
    @Ctx() context: RequestContext,
    @Arg("input", () => RevokeAuthorizationsInput) input: RevokeAuthorizationsInput,
  ): Promise<RevocationBatch> {
    const { answer, wasRepeated } = await revokeAuthorizations(callerOf(context), input);
    const { count, hasMore, items } = answer;
    const { results } = await viewOfBatch(context, { answer: items, wasRepeated }, "Authorization", authorizationById);
    return { count, hasMore, results, wasRepeated };
  }
}

export function callerOf({ database, actor, configuration }: RequestContext): BulkCaller {
  return { database, actor, mailer: verificationKeys(configuration), key: configuration.keys.bulkCall };
}

export async function batchOf(
  context: RequestContext,
  answered: RememberedAnswer<readonly ItemAnswer[]>,
): Promise<AuthorizationBatch> {
  const { rows: authorizations, ...view } = await viewOfBatch(context, answered, "Authorization", authorizationById);
  return { ...view, authorizations };
}
