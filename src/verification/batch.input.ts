import { Field, ID, InputType } from "type-graphql";
import { AddIdentityInput, AuthorizationFilterInput, GrantAuthorizationInput } from "../authorizations/index.js";
import { DateTimeScalar, SelectionInput } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { IF_UPDATED_AT_OF_EACH, OnError } from "../tenancy/index.js";

const KEY_DESCRIPTION =
  "Of the caller's choosing, up to 128 characters: repeating the call with the same key and input repeats its answer.";

const ON_ERROR_DESCRIPTION = "Default: NOTHING";

@InputType({ description: "Up to 1,000, in one transaction." })
export class AddIdentitiesInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: ON_ERROR_DESCRIPTION })
  onError?: OnError | null;

  @Field(() => [AddIdentityInput])
  items: AddIdentityInput[];
}

@InputType({ description: "Up to 1,000, in one transaction." })
export class GrantAuthorizationsInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: ON_ERROR_DESCRIPTION })
  onError?: OnError | null;

  @Field(() => [GrantAuthorizationInput])
  items: GrantAuthorizationInput[];
}

@InputType({ description: "Either up to 1,000 by id, or the first 1,000 that a filter finds." })
export class RevokeAuthorizationsInput extends SelectionInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: ON_ERROR_DESCRIPTION })
  onError?: OnError | null;

  @Field(() => [ID], { nullable: true })
  authorizationIds?: GlobalId[] | null;

  @Field(() => [DateTimeScalar], { nullable: "itemsAndList", description: IF_UPDATED_AT_OF_EACH })
  ifUpdatedAt?: (Date | null)[] | null;

  @Field(() => AuthorizationFilterInput, {
    nullable: true,
    description: "With an account, domain, reseller, address or addressDomain in it",
  })
  filter?: AuthorizationFilterInput | null;

  @Field(() => String, { nullable: true, description: "Why; it stands in the audit trail" })
  reason?: string | null;
}

@InputType({ description: "Up to 1,000, in one transaction." })
export class AuthorizationsInput extends SelectionInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: ON_ERROR_DESCRIPTION })
  onError?: OnError | null;

  @Field(() => [ID])
  authorizationIds: GlobalId[];

  @Field(() => [DateTimeScalar], { nullable: "itemsAndList", description: IF_UPDATED_AT_OF_EACH })
  ifUpdatedAt?: (Date | null)[] | null;
}

@InputType({ description: "Up to 1,000, in one transaction." })
export class ReasonedAuthorizationsInput extends AuthorizationsInput {
  @Field(() => String, { nullable: true, description: "Kept with each of them and in the audit trail" })
  reason?: string | null;
}
