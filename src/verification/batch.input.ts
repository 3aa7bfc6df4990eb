import { Field, ID, InputType } from "type-graphql";
import { AddIdentityInput, AuthorizationFilterInput, GrantAuthorizationInput } from "../authorizations/index.js";
import { SelectionInput } from "../graphql/index.js";

const KEY_DESCRIPTION =
  "Of the caller's choosing, up to 128 characters: repeating the call with the same key and input repeats its answer.";

@InputType({ description: "Up to 1,000, all or none." })
export class AddIdentitiesInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => [AddIdentityInput])
  items: AddIdentityInput[];
}

@InputType({ description: "Up to 1,000, all or none." })
export class GrantAuthorizationsInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => [GrantAuthorizationInput])
  items: GrantAuthorizationInput[];
}

@InputType({ description: "Either up to 1,000 by id, all or none, or the first 1,000 that a filter finds." })
export class RevokeAuthorizationsInput extends SelectionInput {
  @Field(() => String, { description: KEY_DESCRIPTION })
  idempotencyKey: string;

  @Field(() => [ID], { nullable: true })
  authorizationIds?: string[] | null;

  @Field(() => AuthorizationFilterInput, {
    nullable: true,
    description: "With an account, domain, reseller, address or addressDomain in it",
  })
  filter?: AuthorizationFilterInput | null;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}
