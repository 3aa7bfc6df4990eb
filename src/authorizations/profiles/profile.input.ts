import { Field, ID, InputType, Int } from "type-graphql";
import type { GlobalId } from "../../kernel/index.js";
import { OnError } from "../../tenancy/index.js";
import type { ProfileInput } from "./profile-fields.js";

@InputType()
export abstract class ProfileFieldsInput implements ProfileInput {
  @Field(() => String, { nullable: true, description: 'Header "Organization" of the profile' })
  organization?: string | null;

  @Field(() => String, { nullable: true, description: "Addresses, with names and groups as RFC 5322 writes them" })
  replyTo?: string | null;

  @Field(() => String, { nullable: true, description: "Addresses, with names and groups as RFC 5322 writes them" })
  bcc?: string | null;

  @Field(() => String, { nullable: true, description: "Plain text, several lines, at most 10,000 characters" })
  signature?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "HTML of at most 100,000 bytes, pictures included; what runs or loads scripts is taken out",
  })
  signatureHtml?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "An account writes from one default; the last one set wins. One that waits becomes it when it is allowed, and without any it is the account's own address.",
  })
  isDefault?: boolean | null;
}

const NAME = "The name that recipients see; empty for the address alone. It may hold no other address.";
const VERSION =
  "The version that was read: CONFLICT, with what is there now in `extensions.current`, if it was changed since";

@InputType()
export class AddSenderProfileInput extends ProfileFieldsInput {
  @Field(() => ID)
  authorizationId: GlobalId;

  @Field(() => String, { nullable: true, description: NAME })
  displayName?: string | null;
}

@InputType({ description: "What is left out stays as it is; null empties." })
export class UpdateSenderProfileInput extends ProfileFieldsInput {
  @Field(() => ID)
  profileId: GlobalId;

  @Field(() => Int, { nullable: true, description: VERSION })
  ifVersion?: number | null;

  @Field(() => String, { nullable: true, description: NAME })
  displayName?: string | null;
}

@InputType({
  description: "What is left out stays as it is; null empties. The oldest profile of the right is changed.",
})
export class UpdateIdentityProfileInput extends ProfileFieldsInput {
  @Field(() => ID)
  authorizationId: GlobalId;

  @Field(() => Int, { nullable: true, description: VERSION })
  ifVersion?: number | null;

  @Field(() => String, { nullable: true, description: NAME })
  displayName?: string | null;
}

@InputType({ description: "Up to 1,000, all or none." })
export class UpdateSenderProfilesInput {
  @Field(() => [UpdateSenderProfileInput])
  items: UpdateSenderProfileInput[];
}

const KEY =
  "Of the caller's choosing, up to 128 characters: repeating the call with the same key and input repeats its answer.";

@InputType({ description: "Up to 1,000, in one transaction." })
export class AddSenderProfilesInput {
  @Field(() => String, { description: KEY })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [AddSenderProfileInput])
  items: AddSenderProfileInput[];
}

@InputType({ description: "Up to 1,000, in one transaction." })
export class ChangeSenderProfilesInput {
  @Field(() => String, { description: KEY })
  idempotencyKey: string;

  @Field(() => OnError, { nullable: true, description: "Default: NOTHING" })
  onError?: OnError | null;

  @Field(() => [UpdateSenderProfileInput])
  items: UpdateSenderProfileInput[];
}
