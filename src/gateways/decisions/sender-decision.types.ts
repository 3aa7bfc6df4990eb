import { Field, InputType, ObjectType, registerEnumType } from "type-graphql";
import { type Decision, smtpReply } from "../../decision/index.js";
import { RevisionScalar, VisibleTo } from "../../graphql/index.js";
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

registerEnumType(Verdict, {
  name: "Verdict",
  description: "What to do with a message.",
  valuesConfig: {
    ALLOW: { description: "Let it pass" },
    DENY: { description: "Refuse it" },
    WARN: { description: "Let it pass; from the date on it will be refused" },
  },
});
registerEnumType(DecisionReason, {
  name: "DecisionReason",
  description: "The rule that decided.",
  valuesConfig: {
    ALIAS: { description: "The address is an alias of the account" },
    AUTHORIZED: { description: "The owner of the address has allowed it" },
    DENIED_BY_OWNER: { description: "The owner of the address has said no" },
    DOMAIN_AUTHORIZED: { description: "The account may send as anybody in this domain" },
    EXPIRED: { description: "It was allowed, and its time is over" },
    MALFORMED: { description: "It is no address that mail could come from" },
    NOT_AUTHORIZED: { description: "Nobody has allowed it" },
    NULL_SENDER: { description: "The empty reverse-path of bounces, where policy lets it pass" },
    OWN_ADDRESS: { description: "It is the account's own address" },
    PAUSED: { description: "It was allowed, and is paused" },
    PENDING: { description: "The owner of the address has not answered yet" },
    REVOKED: { description: "It was allowed, and was taken back" },
    SUBADDRESS: { description: "The address with a tag (`user+tag@`) of one that is allowed" },
    SUSPENDED: { description: "The account, its domain or its reseller is suspended" },
    UNKNOWN_LOGIN: { description: "Nobody here signs in with this name" },
  },
});

/** Of an argument. */
export const RESENT_FROM =
  "Of a resent message: addresses of Resent-From and Resent-Sender in its first block of Resent fields (RFC 5322 3.6.6)";

@InputType({ description: "May this SASL login send with this envelope sender, and these From: addresses?" })
export class SenderRequest {
  @Field(() => String, { description: "Whom the server knows as the sender (SASL login)" })
  login: string;

  @Field(() => String, { description: "RFC 5321 MAIL FROM without angle brackets; empty for the null sender" })
  sender: string;

  @Field(() => [String], { nullable: true, description: "Addresses of all mailboxes in RFC5322.From" })
  headerFrom?: string[] | null;

  @Field(() => [String], { nullable: true, description: RESENT_FROM })
  resentFrom?: string[] | null;
}

// Simple resolvers: a call may hold a thousand of these, and a promise for each field would cost more than deciding.
@VisibleTo("WITH_PARENT")
@ObjectType({ description: "The answer to: may this login use this sender?", simpleResolvers: true })
export class SenderDecision {
  @Field(() => Verdict, { description: "What to do with the message" })
  verdict: Verdict;

  @Field(() => DecisionReason, { description: "The rule that decided" })
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
  // Written out, not spread: there are a thousand of them in a call.
  const { verdict, reason, wouldDeny, mode, revision, authorizationId } = decision;
  const shown = new SenderDecision();
  shown.verdict = Verdict[verdict];
  shown.reason = DecisionReason[reason];
  shown.wouldDeny = wouldDeny;
  shown.mode = PolicyMode[mode];
  shown.smtpReply = smtpReply(decision, publicUrl);
  shown.revision = revision;
  shown.authorizationId = authorizationId;
  return shown;
}
