import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { modeInForce, nextModeChange } from "../decision/index.js";
import { DateTimeScalar, VisibleTo } from "../graphql/index.js";
import type { Scope } from "../kernel/index.js";
import { newInstance } from "../kernel/index.js";
import {
  ApprovalRuleChoice,
  PolicyLevel,
  PolicyMode,
  PolicySetting,
  ProactiveChoice,
  RefusalAdviceChoice,
  ResentMailChoice,
} from "./policy.enums.js";
import type { PolicyChainLink } from "./policy-levels.queries.js";
import { about, type PolicySettings } from "./settings-table.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "From `at` on, `mode` is in force." })
export class ScheduledMode {
  @Field(() => DateTimeScalar, { description: "From when" })
  at: Date;

  @Field(() => PolicyMode, { description: "What holds from then" })
  mode: PolicyMode;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A domain that is not hosted and proven here, and what begins a subaddress there." })
export class SubaddressDomain {
  @Field(() => String, { description: "In lower case and A-labels" })
  domain: string;

  @Field(() => String, { description: "Each character begins a tag: `+`, `-`" })
  delimiters: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Settings with a value; what has none is inherited, or the default." })
export class PolicyValues {
  @Field(() => [ScheduledMode], about("schedule"))
  schedule?: ScheduledMode[];

  @Field(() => String, about("subaddressDelimiters"))
  subaddressDelimiters?: string;

  @Field(() => Boolean, about("allowNullSender"))
  allowNullSender?: boolean;

  @Field(() => RefusalAdviceChoice, about("refusalAdvice"))
  refusalAdvice?: RefusalAdviceChoice;

  @Field(() => ResentMailChoice, about("resentMail"))
  resentMail?: ResentMailChoice;

  @Field(() => [SubaddressDomain], about("subaddressDomains"))
  subaddressDomains?: SubaddressDomain[];

  @Field(() => ApprovalRuleChoice, about("approvalRule"))
  approvalRule?: ApprovalRuleChoice;

  @Field(() => Boolean, about("isNumberMatchingRequired"))
  isNumberMatchingRequired?: boolean;

  @Field(() => Int, about("verificationHours"))
  verificationHours?: number;

  @Field(() => Int, about("requestsPerAccountAndDay"))
  requestsPerAccountAndDay?: number;

  @Field(() => Int, about("requestsPerAddressAndDay"))
  requestsPerAddressAndDay?: number;

  @Field(() => Int, about("noticesPerAddressAndDay"))
  noticesPerAddressAndDay?: number;

  @Field(() => Int, about("requestsPerTargetDomainAndHour"))
  requestsPerTargetDomainAndHour?: number;

  @Field(() => Int, about("pauseUnusedAfterDays"))
  pauseUnusedAfterDays?: number;

  @Field(() => Int, about("ownerReminderDays"))
  ownerReminderDays?: number;

  @Field(() => Boolean, about("isUnconfirmedPaused"))
  isUnconfirmedPaused?: boolean;

  @Field(() => ProactiveChoice, about("proactive"))
  proactive?: ProactiveChoice;

  @Field(() => Int, about("proactiveMessages"))
  proactiveMessages?: number;

  @Field(() => Int, about("proactiveDays"))
  proactiveDays?: number;

  @Field(() => DateTimeScalar, about("grandfatherUntil"))
  grandfatherUntil?: Date;

  @Field(() => Int, about("observationDays"))
  observationDays?: number;

  @Field(() => Int, about("holdThreshold"))
  holdThreshold?: number;

  @Field(() => Int, about("complaintThreshold"))
  complaintThreshold?: number;

  @Field(() => Int, about("alarmAddressesPerDay"))
  alarmAddressesPerDay?: number;

  @Field(() => Boolean, about("isAskerTold"))
  isAskerTold?: boolean;

  @Field(() => [String], about("reportingDomains"))
  reportingDomains?: readonly string[];

  @Field(() => [String], about("reportingNetworks"))
  reportingNetworks?: readonly string[];
}

export enum PolicyWarningCode {
  BRAKE_OFF = "BRAKE_OFF",
  COMPLAINTS_OFF = "COMPLAINTS_OFF",
}

registerEnumType(PolicyWarningCode, {
  name: "PolicyWarningCode",
  description: "What a scope that refuses mail, or is going to, does without.",
  valuesConfig: {
    BRAKE_OFF: { description: "Enforcement is to begin, and nothing holds it: `holdThreshold` is 0" },
    COMPLAINTS_OFF: { description: "Mail is or will be refused, and no complaint suspends: `complaintThreshold` is 0" },
  },
});

@VisibleTo("WITH_PARENT")
@ObjectType("PolicyWarning", { description: "Something that was probably not meant. Nothing is refused for it." })
export class PolicyWarningView {
  @Field(() => PolicyWarningCode, { description: "What to think about" })
  code: PolicyWarningCode;

  @Field(() => PolicySetting, { description: "What to set, or to take off" })
  setting: PolicySetting;

  @Field(() => DateTimeScalar, { description: "From when mail is refused" })
  enforcedAt: Date;

  @Field(() => String, { description: "One sentence in the caller's language (Accept-Language)" })
  message: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Somebody who set or locked a setting." })
export class PolicyScope {
  @Field(() => PolicyLevel, { description: "How far up it stands" })
  level: PolicyLevel;

  @Field(() => String, { nullable: true, description: "Null for the platform, and above what the caller may see" })
  name: string | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Where the value of a setting comes from that is not the default." })
export class PolicyOrigin {
  @Field(() => PolicySetting, { description: "Which setting" })
  setting: PolicySetting;

  @Field(() => PolicyScope, { nullable: true, description: "The nearest scope whose value counts; null: the default" })
  setOn: PolicyScope | null;

  @Field(() => PolicyScope, { nullable: true, description: "Keeps it from the scopes below; null: nobody does" })
  lockedOn: PolicyScope | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType("Policy", {
  description: "What one scope sets for itself and below, and what holds there with everything inherited.",
})
export class PolicyView {
  /** The scope it was asked for; not a field of the schema. */
  scope: Scope;

  @Field(() => PolicyValues, { description: "Set on this scope itself" })
  settings: PolicyValues;

  @Field(() => [PolicySetting], { description: "What scopes below may not change" })
  locked: PolicySetting[];

  @Field(() => [PolicySetting], { description: "Locked by a scope above, so that they cannot be set here" })
  lockedAbove: PolicySetting[];

  @Field(() => [PolicySetting], {
    description: "Set or locked on this scope by somebody further up than the caller, who cannot change them here",
  })
  setAbove: PolicySetting[];

  @Field(() => PolicyValues, { description: "What holds here: set, inherited, or the default" })
  effective: PolicyValues;

  /** The policies that hold here, from the top; what `origins` is made of. */
  chain: readonly PolicyChainLink[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When this scope itself was last set; null: never. Say it as `ifUpdatedAt`",
  })
  updatedAt: Date | null;

  @Field(() => PolicyMode, { description: "In force now" })
  mode: PolicyMode;

  @Field(() => ScheduledMode, { nullable: true, description: "The next other mode, and when it begins" })
  nextMode: ScheduledMode | null;

  @Field(() => [PolicyWarningView], {
    description: "What is missing where mail is refused or will be; read them in the answer of `setPolicy`",
  })
  warnings: PolicyWarningView[];
}

export function valuesOf({
  schedule,
  grandfatherUntil,
  subaddressDomains,
  approvalRule,
  proactive,
  refusalAdvice,
  resentMail,
  ...rest
}: PolicySettings): PolicyValues {
  return newInstance(PolicyValues, {
    ...rest,
    approvalRule: approvalRule && ApprovalRuleChoice[approvalRule],
    proactive: proactive && ProactiveChoice[proactive],
    refusalAdvice: refusalAdvice && RefusalAdviceChoice[refusalAdvice],
    resentMail: resentMail && ResentMailChoice[resentMail],
    subaddressDomains: subaddressDomains && [...subaddressDomains],
    schedule: schedule?.map(toScheduledMode),
    grandfatherUntil: grandfatherUntil ? new Date(grandfatherUntil) : undefined,
  });
}

export function modesOf(effective: Required<PolicySettings>, now: Date): Pick<PolicyView, "mode" | "nextMode"> {
  const next = nextModeChange(effective.schedule, now.getTime());
  return {
    mode: modeInForce(effective.schedule, now.getTime()) as PolicyMode,
    nextMode: next === null ? null : toScheduledMode(next),
  };
}

export function toScheduledMode({ at, mode }: { readonly at: number; readonly mode: string }): ScheduledMode {
  return { at: new Date(at), mode: mode as PolicyMode };
}
