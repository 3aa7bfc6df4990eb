import { Field, ID, InputType } from "type-graphql";
import type { AuditAction } from "../audit/index.js";
import { DateTimeScalar, NullHasMeaning } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { ScopeInput } from "../tenancy/index.js";
import { ChangeKind } from "../tenant-changes/index.js";

@InputType()
export class CreateWebhookInput {
  @Field(() => ScopeInput, { description: "Whose changes are sent: the platform, a reseller's or a domain's" })
  scope: ScopeInput;

  @Field(() => String, { description: "What people tell it by" })
  name: string;

  @Field(() => String, { description: "Where they are sent by POST; https" })
  url: string;

  @NullHasMeaning()
  @Field(() => [ChangeKind], { nullable: true, description: "Default: every kind" })
  kinds?: AuditAction[] | null;
}

@InputType()
export class UpdateWebhookInput {
  @Field(() => ID, { description: "Global id of the webhook" })
  id: GlobalId;

  @Field(() => String, { nullable: true, description: "What its administrators call it" })
  name?: string;

  @Field(() => String, { nullable: true, description: "Where messages go: https" })
  url?: string;

  @NullHasMeaning()
  @Field(() => [ChangeKind], { nullable: true, description: "null: every kind" })
  kinds?: AuditAction[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "`updatedAt` as it was read, null where it was null: CONFLICT if it was changed since",
  })
  ifUpdatedAt?: Date | null;
}
