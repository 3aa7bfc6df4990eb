import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { Authorization, authorizationById } from "../authorizations/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  fromOptionalId,
  loadRow,
  type NodeFinders,
  type Order,
  orderOf,
  orderType,
  PageArguments,
  PayloadType,
  Repeats,
  type RequestContext,
  requireExpectedCount,
  requireOneOf,
  Selects,
  showUnder,
  TimeRange,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId, UNDO_MINUTES } from "../kernel/index.js";
import { Domain, decideItems, domainById, type ItemAnswer, ItemResult, itemResults } from "../tenancy/index.js";
import { Approval, ApprovalState } from "./approval.entity.js";
import { ApprovalOrderField, listApprovals } from "./approval.queries.js";
import { decideApprovals } from "./operations/decide-approvals.js";
import { undoApprovals } from "./operations/undo-approvals.js";
import { ApprovalSelectionInput, UndoApprovalsInput } from "./verification.input.js";
import { verificationKeys } from "./verification-keys.js";

@ObjectType()
class ApprovalConnection extends connectionType(Approval) {}

@Selects()
@InputType("ApprovalFilter")
class ApprovalFilterInput {
  @Field(() => ApprovalState, { nullable: true, description: "Default: WAITING" })
  state?: ApprovalState | null;

  @Field(() => [ApprovalState], { nullable: true, description: "One of these" })
  states?: ApprovalState[] | null;

  @Field(() => ID, { nullable: true, description: "The hosted domain of the addresses" })
  domainId?: GlobalId | null;

  @Field(() => TimeRange, {
    nullable: true,
    description: "When it was asked for; without an order, the earliest first",
  })
  createdAt?: TimeRange | null;
}

const ApprovalOrderInput = orderType("Approval", ApprovalOrderField);

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType()
class ApprovalResult {
  @Field(() => Int, { description: "How many were decided; in a dry run how many would be, over all calls it takes" })
  count: number;

  @Field(() => Boolean, { description: "Whether more waits in the domain: call again" })
  hasMore: boolean;

  /** Of each that was named, in their order. */
  answers: readonly ItemAnswer[];
}

@Resolver(() => ApprovalResult)
export class ApprovalResultResolver {
  @FieldResolver(() => [ItemResult], {
    description: "Of each of `authorizationIds`, in their order; none for a domain, and none where nothing was done",
  })
  async results(
    @Root() { answers = [] }: Partial<ApprovalResult>,
    @Ctx() context: RequestContext,
  ): Promise<ItemResult[]> {
    const ids = answers.filter((each) => typeof each === "string");
    const found = await context.loader(authorizationById).loadMany(ids);
    // Each is about an address of a domain that the caller administers.
    const rowAt = (row: (typeof found)[number]) =>
      row === null || row instanceof Error ? null : showUnder("ADDRESS_SIDE", row);
    const byId = new Map(found.map((row, index) => [ids[index], rowAt(row)]));
    return itemResults(answers, "Authorization", (id) => byId.get(id) ?? null);
  }
}

@Resolver(() => Approval)
export class ApprovalResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => ApprovalConnection, {
    description: "Requests for addresses in the hosted domains that the caller administers, other tenants' too.",
  })
  async approvals(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ApprovalFilterInput, { nullable: true }) filter?: ApprovalFilterInput,
    @Arg("orderBy", () => [ApprovalOrderInput], { nullable: true }) orderBy?: Order<ApprovalOrderField>[] | null,
  ): Promise<ApprovalConnection> {
    const wanted = {
      state: filter?.state ?? undefined,
      states: filter?.states ?? undefined,
      createdAt: filter?.createdAt ?? undefined,
      domainId: fromOptionalId("Domain", filter?.domainId),
    };
    return toConnection(
      await listApprovals(context.database, context.actor, { filter: wanted, page, orderBy: orderOf(orderBy) }),
    );
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Repeats("PARTS")
  @Mutation(() => ApprovalResult)
  async approveAuthorizations(
    @Ctx() context: RequestContext,
    @Arg("input", () => ApprovalSelectionInput) input: ApprovalSelectionInput,
  ): Promise<ApprovalResult> {
    return decide(context, "APPROVE", input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Repeats("PARTS")
  @Mutation(() => ApprovalResult)
  async refuseAuthorizations(
    @Ctx() context: RequestContext,
    @Arg("input", () => ApprovalSelectionInput) input: ApprovalSelectionInput,
  ): Promise<ApprovalResult> {
    return decide(context, "REFUSE", input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Repeats("PARTS")
  @Mutation(() => ApprovalResult, {
    description: `What was approved or refused in the last ${UNDO_MINUTES} minutes waits again, and the link that the owner was mailed holds again. By peers of whoever decided and those above them; all of it, or nothing.`,
  })
  async undoApprovals(
    @Ctx() context: RequestContext,
    @Arg("input", () => UndoApprovalsInput) input: UndoApprovalsInput,
  ): Promise<ApprovalResult> {
    const ids = input.authorizationIds.map((id) => fromGlobalId("Authorization", id));
    const mailer = verificationKeys(context.configuration);
    return writeOrRehearse(context.database, input, async (tx) => {
      requireExpectedCount(input, ids.length);
      return { ...(await undoApprovals(tx, context.actor, mailer, ids)), answers: ids };
    });
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Authorization, { description: "Who wants to send as what" })
  async authorization(@Root() approval: Approval, @Ctx() context: RequestContext): Promise<ForeignRow<Authorization>> {
    // The approval is about an address of the domain that the caller administers.
    return showUnder("ADDRESS_SIDE", await loadRow(context.loader(authorizationById), approval.authorizationId));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Domain, { description: "The domain of the address, whose administrators decide" })
  async domain(@Root() approval: Approval, @Ctx() context: RequestContext): Promise<ForeignRow<Domain>> {
    return loadRow(context.loader(domainById), approval.domainId);
  }
}

async function decide(
  { actor, configuration, database }: RequestContext,
  decision: "APPROVE" | "REFUSE",
  input: ApprovalSelectionInput,
): Promise<ApprovalResult> {
  requireOneOf(input, "authorizationIds", "domainId");
  const { authorizationIds, reason, dryRun, expectedCount, onError } = input;
  const mailer = verificationKeys(configuration);
  if (authorizationIds) {
    requireExpectedCount(input, new Set(authorizationIds).size);
    return decideItems(database, {
      items: authorizationIds,
      onError,
      dryRun,
      idOf: (id) => fromGlobalId("Authorization", id),
      work: (tx, items) => {
        const named = items.map(({ item }) => fromGlobalId("Authorization", item));
        return decideApprovals(tx, actor, mailer, { decision, selection: { authorizationIds: named, reason, dryRun } });
      },
      answer: (done, answers) => ({ ...(done ?? { count: 0, hasMore: false }), answers }),
    });
  }
  const selection = { domainId: fromOptionalId("Domain", input.domainId), reason, dryRun, expectedCount };
  return writeOrRehearse(database, input, async (tx) => ({
    ...(await decideApprovals(tx, actor, mailer, { decision, selection })),
    answers: [],
  }));
}

export const approvalNodes: NodeFinders = {
  Approval: ({ database }, id) => database.reader.findOneBy(Approval, { id }),
};
