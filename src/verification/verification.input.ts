import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { SelectionInput } from "../graphql/index.js";
import type { GlobalId } from "../kernel/index.js";
import { OnError } from "../tenancy/index.js";

export enum VerificationDecision {
  ALLOW = "ALLOW",
  DENY = "DENY",
  /** Deny, and never be asked about this address again. */
  BLOCK = "BLOCK",
}

registerEnumType(VerificationDecision, {
  name: "VerificationDecision",
  description: "What the owner of an address says.",
  valuesConfig: {
    BLOCK: { description: "Deny, and never be asked about this address again" },
    ALLOW: { description: "The account may send as the address" },
    DENY: { description: "It may not" },
  },
});

@InputType()
export class AnswerVerificationInput {
  @Field(() => String, { description: "From the link in the mail" })
  token: string;

  @Field(() => VerificationDecision, { description: "What the owner says" })
  decision: VerificationDecision;

  @Field(() => String, { nullable: true, description: "For ALLOW: the two digits on the asker's screen" })
  matchNumber?: string | null;

  @Field(() => Date, { nullable: true, description: "For ALLOW: when the permission ends" })
  until?: Date | null;
}

@InputType()
export class ReplaceIdentityAddressInput {
  @Field(() => ID, { description: "Of the address that was mistyped: waiting, or ended" })
  authorizationId: GlobalId;

  @Field(() => String, { description: "The one that is meant" })
  address: string;
}

@InputType()
export class UndoApprovalsInput extends SelectionInput {
  @Field(() => [ID], { description: "1 to 1,000" })
  authorizationIds: GlobalId[];
}

@InputType({ description: "Either authorizations by id, or everything that waits in one domain." })
export class ApprovalSelectionInput extends SelectionInput {
  @Field(() => [ID], { nullable: true, description: "At most 1,000" })
  authorizationIds?: GlobalId[] | null;

  @Field(() => OnError, {
    nullable: true,
    description:
      "Default: NOTHING. OTHERS: of `authorizationIds` those that are refused are left, and `results` says why",
  })
  onError?: OnError | null;

  @Field(() => ID, { nullable: true, description: "Everything that waits in this domain, at most 1,000 a call" })
  domainId?: GlobalId | null;

  @Field(() => String, {
    nullable: true,
    description: "Why; it stands in the audit trail and in the mail to whoever asked",
  })
  reason?: string | null;
}
