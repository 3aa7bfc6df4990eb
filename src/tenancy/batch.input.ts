import { Field, ID, InputType } from "type-graphql";
import { DateTimeScalar, SelectionInput } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { CreateAccountInput, SetAccountPasswordInput } from "./account.input.js";
import { OnError } from "./batch.js";
import { IF_UPDATED_AT_OF_EACH } from "./batch-versions.js";
import { CreateDomainAliasInput, CreateDomainInput } from "./domain.input.js";

const KEY_DESCRIPTION =
  "Of the caller's choosing, up to 128 characters: repeating the call with the same key and input repeats its answer.";

@InputType({ description: "Up to 1,000 domains, in one transaction." })
export class CreateDomainsInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [CreateDomainInput])
  items: CreateDomainInput[];
}

@InputType({ description: "Up to 1,000 domain aliases, in one transaction." })
export class CreateDomainAliasesInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [CreateDomainAliasInput])
  items: CreateDomainAliasInput[];
}

@InputType({ description: "Up to 1,000 accounts, in one transaction." })
export class CreateAccountsInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [CreateAccountInput])
  items: CreateAccountInput[];
}

@InputType({ description: "Up to 1,000 accounts, in one transaction." })
export class AccountsInput extends SelectionInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [ID])
  ids: GlobalId[];

  @Field(() => [DateTimeScalar], { nullable: "itemsAndList", description: IF_UPDATED_AT_OF_EACH })
  ifUpdatedAt?: (Date | null)[] | null;
}

@InputType({ description: "Up to 1,000 accounts, in one transaction." })
export class SuspendAccountsInput extends AccountsInput {
  @Field(() => String, {
    nullable: true,
    description: "Why; it stands in the audit trail, and the accounts' administrators read it",
  })
  reason?: string | null;
}

@InputType({ description: "One alias of one account." })
export class AccountAliasInput {
  @Field(() => ID)
  accountId: GlobalId;

  @Field(() => String, { description: "The alias, in a domain that is hosted here" })
  address: string;
}

@InputType({ description: "Up to 1,000 aliases, in one transaction." })
export class AccountAliasesInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [AccountAliasInput])
  items: AccountAliasInput[];
}

@InputType({ description: "Up to 1,000 accounts, in one transaction." })
export class SetAccountPasswordsInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [SetAccountPasswordInput])
  items: SetAccountPasswordInput[];

  @Field(() => [DateTimeScalar], { nullable: "itemsAndList", description: IF_UPDATED_AT_OF_EACH })
  ifUpdatedAt?: (Date | null)[] | null;
}

@InputType({ description: "Up to 1,000 domains, in one transaction." })
export class MoveDomainsInput extends SelectionInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [ID])
  ids: GlobalId[];

  @Field(() => [DateTimeScalar], { nullable: "itemsAndList", description: IF_UPDATED_AT_OF_EACH })
  ifUpdatedAt?: (Date | null)[] | null;

  @Field(() => ID, { description: "The reseller that they go to" })
  resellerId: GlobalId;
}
