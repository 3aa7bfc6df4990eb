import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { ViewerScopeKind } from "../access/index.js";
import { AuditEvent, type KeptName, NamesActor } from "../audit/index.js";
import { Authorization, DomainAuthorization } from "../authorizations/index.js";
import { DECISION_RULES, type DecisionRule } from "../decision/index.js";
import { DecisionReason, Verdict } from "../gateways/index.js";
import { DateTimeScalar, RevisionScalar, VisibleTo } from "../graphql/index.js";
import { PolicyMode, ScheduledMode } from "../policy/index.js";
import { Account } from "../tenancy/index.js";

/** How many events of a right are shown; `auditEvents` has them all. */
export const MAX_HISTORY = 20;

export enum Mender {
  ACCOUNT = "ACCOUNT",
  ADDRESS_OWNER = "ADDRESS_OWNER",
  ADMINISTRATOR = "ADMINISTRATOR",
}

registerEnumType(Mender, {
  name: "Mender",
  description: "Who can do something about a sender that is not authorized.",
  valuesConfig: {
    ACCOUNT: { description: "Whoever sends: by asking for the address, or in the mail program" },
    ADDRESS_OWNER: { description: "The owner of the address, by the link in the question's email" },
    ADMINISTRATOR: {
      description: "Administrators of the account, of what stands above it, or of the address's domain",
    },
  },
});

const RULE_MEANINGS: Readonly<Record<DecisionRule, string>> = {
  SUSPENDED: "The account, its domain or a reseller above is suspended",
  NULL_SENDER: "The empty sender of notifications, which a policy may refuse",
  MALFORMED: "The address cannot be read",
  OWN_ADDRESS: "It is the login itself",
  ALIAS: "It is an alias of the account",
  SUBADDRESS: "Without its subaddress the account may use it",
  AUTHORIZED: "An authorization in force",
  DOMAIN_AUTHORIZED: "An authorization for the whole domain",
  NO_RIGHT: "None of the others: `reason` says what stands nearest",
};

export const RuleChoice = Object.fromEntries(DECISION_RULES.map((rule) => [rule, rule])) as {
  readonly [Rule in DecisionRule]: Rule;
};

registerEnumType(RuleChoice, {
  name: "DecisionRule",
  description: "The rules in their order; the first that fits decides.",
  valuesConfig: Object.fromEntries(
    DECISION_RULES.map((rule, index) => [rule, { description: `Rule ${index + 1}. ${RULE_MEANINGS[rule]}` }]),
  ),
});

@VisibleTo("WITH_PARENT")
@ObjectType({
  description: "What one scope above an account, or the account itself, says of the mode. The highest comes first.",
})
export class ExplainedPolicy {
  @Field(() => ViewerScopeKind, { description: "Level of the scope" })
  scopeKind: ViewerScopeKind;

  @Field(() => String, {
    nullable: true,
    description:
      "The reseller's or domain's name, the account's address; null above the caller's scope and for the platform",
  })
  name: string | null;

  @Field(() => PolicyMode, {
    nullable: true,
    description: "What its own schedule says now; null where that has not begun",
  })
  mode: PolicyMode | null;

  @Field(() => [ScheduledMode], {
    description: "What it sets itself; above the caller's scope those steps of it that count",
  })
  schedule: ScheduledMode[];

  @Field(() => Boolean, { description: "Keeps the schedule from the scopes below" })
  isLocked: boolean;

  @Field(() => Boolean, { description: "The mode in force is from here; true for none where no schedule has begun" })
  isInForce: boolean;

  @NamesActor()
  @Field(() => String, { nullable: true, description: "Who set or locked the schedule, as far as the caller may know" })
  setBy: KeptName | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When, as far as the caller may know" })
  setAt: Date | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What a sender lacks that is not authorized." })
export class MissingRight {
  @Field(() => String, { description: "One sentence in the caller's language (Accept-Language)" })
  message: string;

  @Field(() => [Mender], { description: "Who can mend it" })
  menders: Mender[];
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Why a login may use a sender, or may not." })
export class Explanation {
  @Field(() => Verdict, { description: "What a mail server is told" })
  verdict: Verdict;

  @Field(() => DecisionReason, { description: "Why, in a word" })
  reason: DecisionReason;

  @Field(() => String, { description: "Why, in the caller's language (Accept-Language)" })
  because: string;

  @Field(() => RuleChoice, { description: "The rule that decided" })
  rule: DecisionRule;

  @Field(() => Int, { description: "Its number" })
  ruleNumber: number;

  @Field(() => String, {
    description:
      "The address it fell on, as it was asked: the sender, or the From or Resent-From address that is worse",
  })
  decidedAddress: string;

  @Field(() => Boolean, { description: "What ENFORCE would have said" })
  wouldDeny: boolean;

  @Field(() => PolicyMode, { description: "In force now for this account" })
  mode: PolicyMode;

  @Field(() => String, { nullable: true, description: "`550 5.7.1 …` for DENY" })
  smtpReply: string | null;

  @Field(() => RevisionScalar, { description: "Of the data the answer comes from" })
  revision: number;

  @Field(() => String, { description: "The login in the form in which logins are compared" })
  canonicalLogin: string;

  @Field(() => String, { nullable: true, description: "The sender in that form; null where it cannot be read" })
  canonicalSender: string | null;

  @Field(() => Account, { nullable: true, description: "Whose login it is; null for one that is not known" })
  account: Account | null;

  @Field(() => [ExplainedPolicy], {
    description:
      "From the platform down: every scope that is the caller's, and of those above the ones that have a part in the mode",
  })
  policies: ExplainedPolicy[];

  @Field(() => Authorization, { nullable: true, description: "The one the verdict rests on or lacks" })
  authorization: Authorization | null;

  @Field(() => DomainAuthorization, { nullable: true, description: "The same, for a whole domain" })
  domainAuthorization: DomainAuthorization | null;

  @Field(() => [AuditEvent], {
    description: `What happened to it, newest first: ${MAX_HISTORY} at most, all of them by \`auditEvents\` with \`subjectId\``,
  })
  history: AuditEvent[];

  @Field(() => MissingRight, {
    nullable: true,
    description: "What the sender lacks; null where ENFORCE would let it pass",
  })
  missing: MissingRight | null;
}
