import { Field, InputType, ObjectType, registerEnumType } from "type-graphql";
import { type Decision, smtpReply } from "../../decision/index.js";
import { RevisionScalar, VisibleTo } from "../../graphql/index.js";
import { newInstance } from "../../kernel/index.js";
import { PolicyMode } from "../../policy/index.js";

export enum Verdict {
  ALLOW = "ALLOW",
  WARN = "WARN",
  DENY = "DENY",
}

export enum DecisionReason {
  SUSPENDED = "SUSPENDED",
  NULL_SENDER = "NULL_SENDER",
  MALFORMED = "MALFORMED",
  OWN_ADDRESS = "OWN_ADDRESS",
  ALIAS = "ALIAS",
  SUBADDRESS = "SUBADDRESS",
  AUTHORIZED = "AUTHORIZED",
  DOMAIN_AUTHORIZED = "DOMAIN_AUTHORIZED",
  PENDING = "PENDING",
  DENIED_BY_OWNER = "DENIED_BY_OWNER",
  REVOKED = "REVOKED",
  EXPIRED = "EXPIRED",
  PAUSED = "PAUSED",
  UNKNOWN_LOGIN = "UNKNOWN_LOGIN",
  NOT_AUTHORIZED = "NOT_AUTHORIZED",
}

registerEnumType(Verdict, { name: "Verdict" });
registerEnumType(DecisionReason, { name: "DecisionReason" });

@InputType({ description: "May this SASL login send with this envelope sender, and these From: addresses?" })
export class SenderRequest {
  @Field(() => String)
  login: string;

  @Field(() => String, { description: "RFC 5321 MAIL FROM without angle brackets; empty for the null sender" })
  sender: string;

  @Field(() => [String], { nullable: true, description: "Addresses of all mailboxes in RFC5322.From" })
  headerFrom?: string[] | null;
}

// Simple resolvers: a call may hold a thousand of these, and a promise for each field would cost more than deciding.
@VisibleTo("WITH_PARENT")
@ObjectType({ description: "The answer to: may this login use this sender?", simpleResolvers: true })
export class SenderDecision {
  @Field(() => Verdict)
  verdict: Verdict;

  @Field(() => DecisionReason)
  reason: DecisionReason;

  @Field(() => Boolean, { description: "What ENFORCE would have said" })
  wouldDeny: boolean;

  @Field(() => PolicyMode, { description: "In force now for this account" })
  mode: PolicyMode;

  @Field(() => String, { nullable: true, description: "`550 5.7.1 …` for DENY" })
  smtpReply: string | null;

  @Field(() => RevisionScalar, { description: "Of the data the answer comes from" })
  revision: number;

  /** Behind the field `authorization`; not a field itself. */
  authorizationId: string | null;
}

export function toSenderDecision(decision: Decision, publicUrl: string): SenderDecision {
  return newInstance(SenderDecision, {
    ...decision,
    verdict: Verdict[decision.verdict],
    reason: DecisionReason[decision.reason],
    mode: PolicyMode[decision.mode],
    smtpReply: smtpReply(decision, publicUrl),
  });
}
