import { Field, ID, InputType } from "type-graphql";
import { SelectionInput } from "../graphql/index.js";
import { CreateAccountInput } from "./account.input.js";
import { CreateDomainInput } from "./domain.input.js";

const KEY_DESCRIPTION =
  "Of the caller's choosing, up to 128 characters: repeating the call with the same key and input repeats its answer.";

@InputType({ description: "Up to 1,000 domains, all or none." })
export class CreateDomainsInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => [CreateDomainInput])
  items: CreateDomainInput[];
}

@InputType({ description: "Up to 1,000 accounts, all or none." })
export class CreateAccountsInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => [CreateAccountInput])
  items: CreateAccountInput[];
}

@InputType({ description: "Up to 1,000 accounts, all or none." })
export class AccountsInput extends SelectionInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => [ID])
  ids: string[];
}

@InputType({ description: "Up to 1,000 accounts, all or none." })
export class SuspendAccountsInput extends AccountsInput {
  @Field(() => String, { nullable: true })
  reason?: string | null;
}
