import { GraphQLJSON } from "graphql-scalars";
import { Field, ID, InputType } from "type-graphql";
import type { GlobalId } from "../../kernel/index.js";
import { ScopeInput } from "../../tenancy/index.js";

@InputType({ description: "Exactly one of `code`, `passkey` and `recoveryCode`." })
export class SecondFactorInput {
  @Field(() => String, { nullable: true, description: "Six digits of the authenticator app; each code is good once" })
  code?: string | null;

  @Field(() => String, { nullable: true, description: "One of the ten; each is good once" })
  recoveryCode?: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "What the browser made of `passkeyOptions`, `toJSON()`" })
  passkey?: unknown;
}

@InputType({ description: "Exactly one of `code`, `passkey` and `recoveryCode`, of the person who is signed in." })
export class OwnSecondFactorInput extends SecondFactorInput {
  @Field(() => String, { nullable: true, description: "With a passkey: the token of `requestSecondFactor`" })
  challenge?: string | null;
}

@InputType({ description: "That whoever holds this session is the person." })
export class OwnProofInput {
  @Field(() => String, { description: "The caller's own" })
  password: string;

  @Field(() => OwnSecondFactorInput, { nullable: true, description: "The caller's own: asked for where there is one" })
  secondFactor?: OwnSecondFactorInput | null;
}

@InputType()
export class CompleteSignInInput {
  @Field(() => String, { description: "The token of the challenge that `signIn` gave" })
  challenge: string;

  @Field(() => SecondFactorInput, { description: "The answer to the challenge" })
  secondFactor: SecondFactorInput;
}

@InputType()
export class BeginSecondFactorInput {
  @Field(() => String, { description: "What to call it, 1 to 64 characters" })
  name: string;

  @Field(() => OwnProofInput, { description: "That it is the person who is signed in" })
  proof: OwnProofInput;
}

@InputType()
export class ConfirmSecondFactorInput {
  @Field(() => ID, { description: "What `beginTotp` or `beginPasskey` gave" })
  id: GlobalId;

  @Field(() => String, { nullable: true, description: "Of an authenticator app: the six digits it shows" })
  code?: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "Of a passkey: what the browser made of the options, `toJSON()`",
  })
  passkey?: unknown;
}

@InputType()
export class RemoveSecondFactorInput {
  @Field(() => ID, { description: "Global id of the factor" })
  id: GlobalId;

  @Field(() => OwnProofInput, { description: "That it is the person who is signed in" })
  proof: OwnProofInput;
}

@InputType()
export class ResetSecondFactorInput {
  @Field(() => ID, { description: "Of the administrator" })
  id: GlobalId;

  @Field(() => OwnProofInput, { nullable: true, description: "The caller's own: asked for where both are peers" })
  ownProof?: OwnProofInput | null;
}

@InputType()
export class SetSecondFactorRuleInput {
  @Field(() => ScopeInput, {
    description: "The platform for operators, a reseller for all administrators of its subtree",
  })
  scope: ScopeInput;

  @Field(() => Boolean, { description: "Whether administrators of the scope need a second factor" })
  isRequired: boolean;
}
