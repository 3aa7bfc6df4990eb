import { Field, ID, InputType } from "type-graphql";
import { ADDRESS_LENGTH } from "../database/index.js";
import { fromOptionalId, orderType, Selects, TimeRange } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { requireLine } from "../tenancy/index.js";
import type { AuthorizationFilter } from "./authorization.queries.js";
import { AuthorizationSource, AuthorizationState } from "./authorization-state.js";
import { AuthorizationOrderField } from "./list-authorizations.js";
import { ProfileFieldsInput } from "./profiles/profile.input.js";

@InputType()
export class AddIdentityInput extends ProfileFieldsInput {
  @Field(() => ID)
  accountId: GlobalId;

  @Field(() => String, { description: "The address the account wants to send as" })
  address: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The name that recipients see; empty for the address alone. An address that the account has already gets another profile under another name, and nobody is asked.",
  })
  displayName?: string | null;
}

@InputType()
export class GrantAuthorizationInput extends ProfileFieldsInput {
  @Field(() => ID)
  accountId: GlobalId;

  @Field(() => String, { description: "Which the account may send as" })
  address: string;

  @Field(() => String, { nullable: true, description: "Kept with the authorization and in the audit trail" })
  reason?: string | null;

  @Field(() => Date, { nullable: true, description: "When it ends; without it, never" })
  until?: Date | null;

  @Field(() => String, { nullable: true, description: "Default: the address itself" })
  displayName?: string | null;
}

@Selects("accountId", "domainId", "resellerId", "address", "addressDomain")
@InputType("AuthorizationFilter", { description: "Each part narrows the list." })
export class AuthorizationFilterInput {
  @Field(() => AuthorizationState, { nullable: true, description: "Only those in this state" })
  state?: AuthorizationState | null;

  @Field(() => AuthorizationSource, { nullable: true, description: "Only those that came to be this way" })
  source?: AuthorizationSource | null;

  @Field(() => [AuthorizationState], { nullable: true, description: "One of these" })
  states?: AuthorizationState[] | null;

  @Field(() => [AuthorizationSource], { nullable: true, description: "One of these" })
  sources?: AuthorizationSource[] | null;

  @Field(() => String, { nullable: true, description: "Only those about this address" })
  address?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Beginning of the address; without an order, in that of addresses",
  })
  addressPrefix?: string | null;

  @Field(() => TimeRange, { nullable: true, description: "Without an order, the earliest first" })
  createdAt?: TimeRange | null;

  @Field(() => TimeRange, { nullable: true, description: "Of those that end; without an order, the next first" })
  expiresAt?: TimeRange | null;

  @Field(() => TimeRange, {
    nullable: true,
    description: "Of those that were used; without an order, those unused for the longest time first",
  })
  lastUsedAt?: TimeRange | null;

  @Field(() => ID, { nullable: true, description: "Only those of this account" })
  accountId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "Domain of the accounts" })
  domainId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "Reseller of the accounts, with everything below it" })
  resellerId?: GlobalId | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Domain of the addresses. In a hosted domain that the caller administers, the accounts of other tenants are found too, of which only the address is shown.",
  })
  addressDomain?: string | null;
}

/** The filter with inner identifiers. Throws NOT_FOUND for ids of another kind. */
export function innerFilter(input: AuthorizationFilterInput | null | undefined): AuthorizationFilter {
  if (input === null || input === undefined) return {};
  return {
    state: input.state ?? undefined,
    source: input.source ?? undefined,
    states: input.states ?? undefined,
    sources: input.sources ?? undefined,
    address: input.address ?? undefined,
    addressPrefix: isGiven(input.addressPrefix)
      ? requireLine(input.addressPrefix, "filter.addressPrefix", ADDRESS_LENGTH).toLowerCase()
      : undefined,
    createdAt: input.createdAt ?? undefined,
    expiresAt: input.expiresAt ?? undefined,
    lastUsedAt: input.lastUsedAt ?? undefined,
    accountId: fromOptionalId("Account", input.accountId),
    domainId: fromOptionalId("Domain", input.domainId),
    resellerId: fromOptionalId("Reseller", input.resellerId),
    addressDomain: input.addressDomain ?? undefined,
  };
}

const isGiven = (text: string | null | undefined): text is string => text !== null && text !== undefined;

export const AuthorizationOrderInput = orderType("Authorization", AuthorizationOrderField);
