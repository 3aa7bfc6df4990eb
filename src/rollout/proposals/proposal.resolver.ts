import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Authorization, authorizationById } from "../../authorizations/index.js";
import {
  type FieldRule,
  fromGlobalId,
  type NodeFinders,
  type Order,
  orderOf,
  PageArguments,
  Repeats,
  type RequestContext,
  requireExpectedCount,
  requireOneOf,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, UNDO_MINUTES } from "../../kernel/index.js";
import { Account, accountById, decideItems, ItemResult, itemResults, placeIn } from "../../tenancy/index.js";
import { decideProposals } from "./decide-proposals.js";
import { Proposal } from "./proposal.entity.js";
import {
  DecidedProposalsView,
  DecideProposalsInput,
  innerProposalFilter,
  ProposalConnection,
  ProposalFilterInput,
  ProposalOrderInput,
  UndoDismissalsInput,
} from "./proposal.input.js";
import { findProposal, listProposals, type ProposalOrderField } from "./proposal.queries.js";
import { undoDismissals } from "./undo-dismissals.js";

@Resolver(() => Proposal)
export class ProposalResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => ProposalConnection, { description: "Addresses that accounts were seen to use, the oldest first." })
  async proposals(
    @Ctx() { database, actor }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ProposalFilterInput, { nullable: true }) filter?: ProposalFilterInput | null,
    @Arg("orderBy", () => [ProposalOrderInput], { nullable: true }) orderBy?: Order<ProposalOrderField>[] | null,
  ): Promise<ProposalConnection> {
    const inner = await innerProposalFilter(database.reader, actor, filter);
    return toConnection(await listProposals(database, actor, { filter: inner, page, orderBy: orderOf(orderBy) }));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Repeats("PARTS")
  @Mutation(() => DecidedProposalsView, {
    description:
      "Authorizes where the caller may give the address; for other addresses the owner is asked. At most 500 a call.",
  })
  async acceptProposals(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideProposalsInput) input: DecideProposalsInput,
  ): Promise<DecidedProposalsView> {
    return decide(context, "ACCEPT", input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Repeats("PARTS")
  @Mutation(() => DecidedProposalsView, {
    description:
      "Withdraws what was asked and does not propose it again; an account says so of what was seen of itself. At most 500 a call.",
  })
  async dismissProposals(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideProposalsInput) input: DecideProposalsInput,
  ): Promise<DecidedProposalsView> {
    return decide(context, "DISMISS", input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Repeats("PARTS")
  @Mutation(() => DecidedProposalsView, {
    description: `What was dismissed in the last ${UNDO_MINUTES} minutes is again what it was, with the question to its owner. By peers of whoever dismissed it and those above them; all of it, or nothing.`,
  })
  async undoDismissals(
    @Ctx() { actor, database }: RequestContext,
    @Arg("input", () => UndoDismissalsInput) input: UndoDismissalsInput,
  ): Promise<DecidedProposalsView> {
    const ids = input.ids.map((id) => fromGlobalId("Proposal", id));
    return writeOrRehearse(database, input, async (tx) => {
      requireExpectedCount(input, ids.length);
      return { ...(await undoDismissals(tx, actor, ids)), answers: ids };
    });
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Account, { description: "Who was seen to send as it" })
  async account(@Ctx() context: RequestContext, @Root() { accountId }: Proposal): Promise<ForeignRow<Account> | null> {
    return context.loader(accountById).load(accountId);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Authorization, { nullable: true, description: "What came of it; null where nothing has" })
  async authorization(
    @Ctx() context: RequestContext,
    @Root() { authorizationId }: Proposal,
  ): Promise<ForeignRow<Authorization> | null> {
    return authorizationId === null ? null : context.loader(authorizationById).load(authorizationId);
  }
}

@Resolver(() => DecidedProposalsView)
export class DecidedProposalsResolver {
  @FieldResolver(() => [ItemResult], {
    description: "Of each of `ids`, in their order; none for a filter, and none where nothing was done",
  })
  results(@Root() { answers = [], proposals }: Partial<DecidedProposalsView>): ItemResult[] {
    const byId = new Map(proposals?.map((proposal) => [proposal.id, proposal]));
    return itemResults(answers, "Proposal", (id) => byId.get(id) ?? null);
  }
}

async function decide(
  { database, actor, itemsOfJob }: RequestContext,
  decision: "ACCEPT" | "DISMISS",
  input: DecideProposalsInput,
): Promise<DecidedProposalsView> {
  requireOneOf(input, "ids", "filter");
  const { ids, filter, onError, ...rest } = input;
  if (ids) {
    requireExpectedCount(input, new Set(ids).size);
    const isAlone = (itemsOfJob ?? ids.length) === 1;
    return decideItems(database, {
      items: ids,
      onError,
      dryRun: input.dryRun,
      idOf: (id) => fromGlobalId("Proposal", id),
      work: (tx, items) => {
        const named = items.map(({ item }) => fromGlobalId("Proposal", item));
        const placeOf = placeIn(items, "input.ids");
        return decideProposals(tx, actor, decision, { reason: input.reason, ids: named, isAlone, placeOf });
      },
      answer: (done, answers) => ({ ...(done ?? { proposals: [], count: 0, hasMore: false }), answers }),
    });
  }
  return writeOrRehearse(database, input, async (tx) => {
    const inner = filter ? await innerProposalFilter(tx.manager, actor, filter) : null;
    return { ...(await decideProposals(tx, actor, decision, { ...rest, filter: inner })), answers: [] };
  });
}

export const proposalNodes: NodeFinders = {
  Proposal: ({ database, actor }, id) => findProposal(database.reader, actor, id),
};
