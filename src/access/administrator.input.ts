import { Field, ID, InputType } from "type-graphql";
import { DateTimeScalar, Selects } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { ScopeInput } from "../tenancy/index.js";
import { AdministratorRole } from "./administrator.entity.js";

@InputType()
export class CreateAdministratorInput {
  @Field(() => String, { description: "2 to 64 of a-z, 0-9, dot, dash and underscore; the same name once in all" })
  login: string;

  @Field(() => String, { description: "8 to 256 characters" })
  password: string;

  @Field(() => ScopeInput, {
    description:
      "What to administer: the platform (OPERATOR), a reseller's subtree (RESELLER) or a domain (DOMAIN_ADMIN)",
  })
  scope: ScopeInput;

  @Field(() => String, {
    nullable: true,
    description: "Where approval requests, digests and alerts go, once whoever reads it has confirmed it",
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "BCP 47 tag, for instance `de`" })
  language?: string | null;
}

@InputType({ description: "What is left out stays; null clears." })
export class UpdateAdministratorInput {
  @Field(() => ID, { description: "Global id of the administrator" })
  id: GlobalId;

  @Field(() => String, { nullable: true, description: "Another one is to be confirmed first" })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "`en`, `de` or `fr`; null for that of their scope" })
  language?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "`updatedAt` as it was read, null where it was null: CONFLICT if it was changed since",
  })
  ifUpdatedAt?: Date | null;
}

@InputType()
export class ResetAdministratorPasswordInput {
  @Field(() => ID, { description: "Global id of the administrator" })
  id: GlobalId;

  @Field(() => String, { description: "8 to 256 characters" })
  password: string;

  @Field(() => String, { nullable: true, description: "The caller's own password: asked for where both are peers" })
  ownPassword?: string | null;
}

@Selects()
@InputType({ description: "Each part narrows the list." })
export class AdministratorFilter {
  @Field(() => AdministratorRole, { nullable: true, description: "Only those in this role" })
  role?: AdministratorRole | null;

  @Field(() => ScopeInput, { nullable: true, description: "Those of this reseller's subtree or of this domain" })
  scope?: ScopeInput | null;

  @Field(() => Boolean, { nullable: true, description: "Only those who are disabled, or only those who are not" })
  isDisabled?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "False: has an address that nobody has confirmed" })
  isEmailConfirmed?: boolean | null;

  @Field(() => ID, { nullable: true, description: "Made by this administrator, key or issuer" })
  madeBy?: GlobalId | null;
}
