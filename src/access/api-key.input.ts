import { Field, ID, InputType } from "type-graphql";
import { Selects } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { ScopeInput } from "../tenancy/index.js";
import { ApiKeyKind } from "./api-key.entity.js";

@InputType()
export class CreateApiKeyInput {
  @Field(() => String, { description: "What people tell it by, for instance the host that uses it" })
  name: string;

  @Field(() => ApiKeyKind, { description: "What it may do" })
  kind: ApiKeyKind;

  @Field(() => ScopeInput, {
    description: "GATEWAY: the platform, a reseller or a domain. PANEL: a reseller, for whose subtree it acts",
  })
  scope: ScopeInput;
}

@Selects()
@InputType({ description: "Each part narrows the list." })
export class ApiKeyFilter {
  @Field(() => ApiKeyKind, { nullable: true, description: "Only keys of this kind" })
  kind?: ApiKeyKind | null;

  @Field(() => Boolean, { nullable: true, description: "true: revoked ones only; false: those in use" })
  isRevoked?: boolean | null;

  @Field(() => ScopeInput, { nullable: true, description: "Those of this reseller's subtree or of this domain" })
  scope?: ScopeInput | null;

  @Field(() => ID, { nullable: true, description: "Made by this administrator, key or issuer" })
  madeBy?: GlobalId | null;
}
