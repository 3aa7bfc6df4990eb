import { Arg, Authorized, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Transaction } from "../../database/index.js";
import { type FieldRule, fromGlobalId, PayloadType, type RequestContext, VisibleTo } from "../../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId } from "../../kernel/index.js";
import { answerItems, ItemResult, keyedCall, oneByOne, requireBatch, viewOfBatch } from "../../tenancy/index.js";
import { addSenderProfile } from "../operations/add-sender-profile.js";
import { updateSenderProfile } from "../operations/update-sender-profile.js";
import { senderProfileById } from "./loaders.js";
import { AddSenderProfilesInput, ChangeSenderProfilesInput } from "./profile.input.js";
import { SenderProfile } from "./sender-profile.entity.js";

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType({ description: "What a batch has changed." })
class SenderProfileBatch {
  @Field(() => [ID], { description: "Of what was done, in the order of the items" })
  ids: GlobalId[];

  @Field(() => [SenderProfile], { description: "Those of them that still exist" })
  profiles: ForeignRow<SenderProfile>[];

  @Field(() => [ItemResult], { description: "Of each item, in their order; none where nothing was done" })
  results: ItemResult[];

  @Field(() => Boolean, { description: "The key was used before: this is the answer of then, and nothing was done." })
  wasRepeated: boolean;
}

const PEOPLE = [...ADMINISTRATORS, "ACCOUNT"] as const;

@Resolver()
export class ProfileBatchResolver {
  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => SenderProfileBatch, { description: "Up to 1,000 in one transaction." })
  addSenderProfiles(
    @Ctx() context: RequestContext,
    @Arg("input", () => AddSenderProfilesInput) input: AddSenderProfilesInput,
  ): Promise<SenderProfileBatch> {
    return answer(context, "addSenderProfiles", input, (tx, { authorizationId, ...profile }) =>
      addSenderProfile(tx, context.actor, fromGlobalId("Authorization", authorizationId), profile),
    );
  }

  @Authorized<FieldRule>(...PEOPLE)
  @Mutation(() => SenderProfileBatch, {
    description: "Up to 1,000 in one transaction. What changes nothing makes no new version.",
  })
  changeSenderProfiles(
    @Ctx() context: RequestContext,
    @Arg("input", () => ChangeSenderProfilesInput) input: ChangeSenderProfilesInput,
  ): Promise<SenderProfileBatch> {
    return answer(context, "changeSenderProfiles", input, (tx, item) =>
      updateSenderProfile(tx, context.actor, { ...item, profileId: fromGlobalId("SenderProfile", item.profileId) }),
    );
  }
}

type ItemsInput<Item> = Pick<AddSenderProfilesInput, "idempotencyKey" | "onError"> & {
  readonly items: readonly Item[];
};

async function answer<Item>(
  context: RequestContext,
  operation: string,
  input: ItemsInput<Item>,
  act: (tx: Transaction, item: Item) => Promise<SenderProfile>,
): Promise<SenderProfileBatch> {
  const { actor, configuration, database } = context;
  const { items, onError } = input;
  requireBatch(items, "input.items");
  const call = keyedCall(actor, operation, { input, ring: configuration.keys.bulkCall });
  const answered = await answerItems(database, { call, items, onError, work: oneByOne(act) });
  const { rows: profiles, ...view } = await viewOfBatch(context, answered, "SenderProfile", senderProfileById);
  return { ...view, profiles };
}
