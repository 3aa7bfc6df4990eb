import { Field, ID, InputType } from "type-graphql";
import { DateTimeScalar, orderType, Selects, TimeRange } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { AccountOrderField } from "./account.queries.js";
import { TenantState } from "./tenant-state.js";

export const IF_UPDATED_AT = "`updatedAt` as it was read: CONFLICT if it was changed since";

@InputType()
export class CreateAccountInput {
  @Field(() => ID)
  domainId: GlobalId;

  @Field(() => String, { description: "In the domain; it is the SASL login." })
  address: string;

  @Field(() => String, { nullable: true, description: "Without one it signs in only through its panel or webmail." })
  password?: string | null;

  @Field(() => String, { nullable: true, description: "In place of `password`: argon2id in PHC form." })
  passwordHash?: string | null;

  @Field(() => [String], { nullable: true, description: "Other addresses of the mailbox, in domains you administer." })
  aliases?: string[] | null;

  @Field(() => String, { nullable: true, description: "BCP 47 tag of the mails about this account." })
  language?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What your panel knows it by: up to 128 characters, unique among those of your reseller",
  })
  externalReference?: string | null;
}

@InputType({ description: "What is absent stays as it is." })
export class UpdateAccountInput {
  @Field(() => String, { nullable: true, description: "In the same domain. The login changes with it." })
  address?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "With another `address`: the old one stays as an alias, so that mail from it, from its subaddresses and what was allowed for it go on. Else they are refused and end the moment it is done. Default: false",
  })
  keepOldAddress?: boolean | null;

  @Field(() => String, { nullable: true, description: "Null inherits from the reseller." })
  language?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What your panel knows it by: up to 128 characters, unique among those of your reseller",
  })
  externalReference?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: IF_UPDATED_AT })
  ifUpdatedAt?: Date | null;
}

@InputType({ description: "Exactly one of `password` and `passwordHash`." })
export class SetAccountPasswordInput {
  @Field(() => ID)
  accountId: GlobalId;

  @Field(() => String, { nullable: true, description: "The new one; null takes it away, and nobody signs in with one" })
  password?: string | null;

  @Field(() => String, { nullable: true, description: "Argon2id in PHC form" })
  passwordHash?: string | null;
}

@Selects()
@InputType({ description: "Each part narrows the list." })
export class AccountFilter {
  @Field(() => ID, { nullable: true, description: "Only accounts of this domain" })
  domainId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "Of this reseller and of those below it" })
  resellerId?: GlobalId | null;

  @Field(() => TenantState, { nullable: true, description: "Only accounts in this state" })
  state?: TenantState | null;

  @Field(() => [TenantState], { nullable: true, description: "One of these" })
  states?: TenantState[] | null;

  @Field(() => String, { nullable: true, description: "Beginning of the address" })
  address?: string | null;

  @Field(() => String, { nullable: true, description: "Part of the address; together with `domainId`" })
  addressContains?: string | null;

  @Field(() => TimeRange, { nullable: true, description: "Without an order, the earliest first" })
  createdAt?: TimeRange | null;
}

export const AccountOrderInput = orderType("Account", AccountOrderField);
