import { Field, ID, InputType } from "type-graphql";
import { DateTimeScalar, orderType, Selects, TimeRange } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { IF_UPDATED_AT } from "./account.input.js";
import { DomainOrderField } from "./domain.queries.js";
import { DomainProofKind } from "./domain-proof.js";
import { TenantState } from "./tenant-state.js";

@InputType()
export class CreateDomainInput {
  @Field(() => ID)
  resellerId: GlobalId;

  @Field(() => String, { description: "As it stands behind the `@`, in Unicode or A-labels" })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: "What your panel knows it by: up to 128 characters, unique among those of your reseller",
  })
  externalReference?: string | null;
}

@InputType()
export class CreateDomainAliasInput {
  @Field(() => ID, { description: "Global id of the domain that it will stand for; itself no alias" })
  domainId: GlobalId;

  @Field(() => String, { description: "As it stands behind the `@`, in Unicode or A-labels" })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: "What your panel knows it by: up to 128 characters, unique among those of your reseller",
  })
  externalReference?: string | null;
}

@InputType({ description: "What is absent stays as it is; null removes." })
export class UpdateDomainInput {
  @Field(() => String, {
    nullable: true,
    description: "What your panel knows it by: up to 128 characters, unique among those of your reseller",
  })
  externalReference?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: IF_UPDATED_AT })
  ifUpdatedAt?: Date | null;
}

@Selects()
@InputType({ description: "Each part narrows the list." })
export class DomainFilter {
  @Field(() => ID, { nullable: true, description: "Of this reseller and of those below it" })
  resellerId?: GlobalId | null;

  @Field(() => TenantState, { nullable: true, description: "Only domains in this state" })
  state?: TenantState | null;

  @Field(() => [TenantState], { nullable: true, description: "One of these" })
  states?: TenantState[] | null;

  @Field(() => TimeRange, { nullable: true, description: "Without an order, the earliest first" })
  createdAt?: TimeRange | null;

  @Field(() => DomainProofKind, { nullable: true, description: "Only domains that are proven this way" })
  proof?: DomainProofKind | null;

  @Field(() => Boolean, { nullable: true, description: "Only those that the operator should decide about" })
  isConflict?: boolean | null;

  @Field(() => String, { nullable: true, description: "Beginning of the name" })
  search?: string | null;
}

export const DomainOrderInput = orderType("Domain", DomainOrderField);
