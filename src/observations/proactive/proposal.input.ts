import { Field, ID, InputType, ObjectType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { type Actor, parseDomainName, requireEmailAddress, requireScope } from "../../kernel/index.js";
import { connectionType, fromGlobalId } from "../../request/index.js";
import { requireReseller } from "../../tenancy/index.js";
import { Proposal, ProposalState } from "./proposal.entity.js";
import type { ProposalFilter } from "./proposal.queries.js";

@InputType("ProposalFilter", { description: "Each part narrows the list." })
export class ProposalFilterInput {
  @Field(() => ProposalState, { nullable: true })
  state?: ProposalState | null;

  @Field(() => ID, { nullable: true })
  accountId?: string | null;

  @Field(() => ID, { nullable: true })
  domainId?: string | null;

  @Field(() => ID, { nullable: true, description: "The reseller and everything below it" })
  resellerId?: string | null;

  @Field(() => String, { nullable: true })
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
  const { state, accountId, domainId, resellerId, address, addressDomain } = input ?? {};
  const reseller = resellerId
    ? await requireReseller(manager, requireScope(actor), fromGlobalId("Reseller", resellerId))
    : null;
  return {
    state,
    accountId: accountId ? fromGlobalId("Account", accountId) : null,
    domainId: domainId ? fromGlobalId("Domain", domainId) : null,
    subtree: reseller?.path ?? null,
    addressKey: address ? requireEmailAddress(address, "filter.address").key : null,
    addressDomain: addressDomain ? (parseDomainName(addressDomain) ?? "invalid") : null,
  };
}

@InputType({ description: "Proposals by their ids, or all that fit a filter: one of both." })
export class DecideProposalsInput {
  @Field(() => [ID], { nullable: true, description: "At most 500" })
  ids?: string[] | null;

  @Field(() => ProposalFilterInput, { nullable: true })
  filter?: ProposalFilterInput | null;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@ObjectType("DecidedProposals")
export class DecidedProposalsView {
  @Field(() => [Proposal])
  proposals: Proposal[];

  @Field(() => Boolean, { description: "More of them fit the filter: call again" })
  hasMore: boolean;
}

@ObjectType()
export class ProposalConnection extends connectionType(Proposal) {}
