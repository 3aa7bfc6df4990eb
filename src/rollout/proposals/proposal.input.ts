import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import type { EntityManager } from "typeorm";
import {
  connectionType,
  fromOptionalId,
  orderType,
  PayloadType,
  SelectionInput,
  Selects,
  VisibleTo,
} from "../../graphql/index.js";
import { type Actor, type GlobalId, parseDomainName, requireEmailAddress, requireScope } from "../../kernel/index.js";
import { type ItemAnswer, OnError, requireReseller } from "../../tenancy/index.js";
import { Proposal, ProposalState } from "./proposal.entity.js";
import { type ProposalFilter, ProposalOrderField } from "./proposal.queries.js";

@Selects("accountId", "domainId", "resellerId", "address", "addressDomain")
@InputType("ProposalFilter", { description: "Each part narrows the list." })
export class ProposalFilterInput {
  @Field(() => ProposalState, { nullable: true, description: "Only those in this state" })
  state?: ProposalState | null;

  @Field(() => [ProposalState], { nullable: true, description: "One of these" })
  states?: ProposalState[] | null;

  @Field(() => ID, { nullable: true, description: "Only those of this account" })
  accountId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "Only those of accounts in this domain" })
  domainId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "The reseller and everything below it" })
  resellerId?: GlobalId | null;

  @Field(() => String, { nullable: true, description: "Only those about this address" })
  address?: string | null;

  @Field(() => String, { nullable: true, description: "Domain of the address" })
  addressDomain?: string | null;
}

/** Inner identifiers and canonical forms. Throws NOT_FOUND for a reseller outside the caller's scope. */
export async function innerProposalFilter(
  manager: EntityManager,
  actor: Actor,
  input: ProposalFilterInput | null | undefined,
): Promise<ProposalFilter> {
  const { state, states, accountId, domainId, resellerId, address, addressDomain } = input ?? {};
  const inner = fromOptionalId("Reseller", resellerId);
  const reseller = inner === undefined ? null : await requireReseller(manager, requireScope(actor), inner);
  return {
    state,
    states,
    accountId: fromOptionalId("Account", accountId),
    domainId: fromOptionalId("Domain", domainId),
    subtree: reseller?.path ?? null,
    addressKey: isGiven(address) ? requireEmailAddress(address, "filter.address").key : null,
    addressDomain: isGiven(addressDomain) ? (parseDomainName(addressDomain) ?? "invalid") : null,
  };
}

const isGiven = (text: string | null | undefined): text is string => text !== null && text !== undefined;

@InputType({ description: "Proposals by their ids, or all that fit a filter: one of both." })
export class DecideProposalsInput extends SelectionInput {
  @Field(() => [ID], { nullable: true, description: "At most 500" })
  ids?: GlobalId[] | null;

  @Field(() => ProposalFilterInput, { nullable: true, description: "Those that fit; instead of `ids`" })
  filter?: ProposalFilterInput | null;

  @Field(() => OnError, {
    nullable: true,
    description: "Default: NOTHING. OTHERS: of `ids` those that are refused are left, and `results` says why",
  })
  onError?: OnError | null;

  @Field(() => String, { nullable: true, description: "Why; it stands in the audit trail" })
  reason?: string | null;
}

@InputType()
export class UndoDismissalsInput extends SelectionInput {
  @Field(() => [ID], { description: "1 to 500" })
  ids: GlobalId[];
}

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType("DecidedProposals")
export class DecidedProposalsView {
  @Field(() => [Proposal], { description: "As they are now" })
  proposals: Proposal[];

  @Field(() => Int, { description: "How many the selection found in all, past those of this call too" })
  count: number;

  @Field(() => Boolean, { description: "More of them fit the filter: call again" })
  hasMore: boolean;

  /** Of each that was named, in their order. */
  answers: readonly ItemAnswer[];
}

@ObjectType()
export class ProposalConnection extends connectionType(Proposal) {}

export const ProposalOrderInput = orderType("Proposal", ProposalOrderField);
