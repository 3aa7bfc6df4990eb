import { Field, ID, InputType } from "type-graphql";
import { Selects } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { ScopeInput } from "../tenancy/index.js";
import { IssuerAlgorithm, IssuerKey, IssuerRole } from "./trusted-issuer.entity.js";

@InputType()
export class RegisterTrustedIssuerInput {
  @Field(() => String, { description: "What people tell it by, for instance the name of the panel" })
  name: string;

  @Field(() => ScopeInput, {
    description: "Whose users it signs in: those of the platform, or of a reseller's subtree",
  })
  scope: ScopeInput;

  @Field(() => String, { description: "The `iss` of its tokens, exactly" })
  issuer: string;

  @Field(() => String, { description: "What the `aud` of its tokens holds, exactly" })
  audience: string;

  @Field(() => IssuerAlgorithm, { description: "The only one that its tokens may be signed with" })
  algorithm: IssuerAlgorithm;

  @Field(() => [IssuerKey], { description: "1 to 5; more than one while a key is being changed" })
  publicKeys: IssuerKey[];

  @Field(() => [IssuerRole], { description: "Roles that its tokens may claim" })
  allowedRoles: IssuerRole[];
}

@InputType({ description: "What is left out stays." })
export class UpdateTrustedIssuerInput {
  @Field(() => ID, { description: "Global id of the issuer" })
  id: GlobalId;

  @Field(() => String, { nullable: true, description: "What its administrators call it" })
  name?: string | null;

  @Field(() => IssuerAlgorithm, { nullable: true, description: "Only together with keys that fit" })
  algorithm?: IssuerAlgorithm | null;

  @Field(() => [IssuerKey], { nullable: true, description: "All of them; those that are not named end" })
  publicKeys?: IssuerKey[] | null;

  @Field(() => [IssuerRole], { nullable: true, description: "Whom its tokens may speak for" })
  allowedRoles?: IssuerRole[] | null;
}

@Selects()
@InputType({ description: "Each part narrows the list." })
export class TrustedIssuerFilter {
  @Field(() => ID, { nullable: true, description: "Made by this administrator, key or issuer" })
  madeBy?: GlobalId | null;
}
