import { Field, Int, ObjectType } from "type-graphql";
import { modeInForce, nextModeChange } from "../decision/index.js";
import { DateTimeScalar, VisibleTo } from "../graphql/index.js";
import type { Scope } from "../kernel/index.js";
import { newInstance } from "../kernel/index.js";
import { ApprovalRuleChoice, PolicyMode, PolicySetting, ProactiveChoice } from "./policy.enums.js";
import type { PolicySettings } from "./policy-settings.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "From `at` on, `mode` is in force." })
export class ScheduledMode {
  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => PolicyMode)
  mode: PolicyMode;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A domain that is not hosted and proven here, and what begins a subaddress there." })
export class SubaddressDomain {
  @Field(() => String)
  domain: string;

  @Field(() => String)
  delimiters: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Settings with a value; what has none is inherited, or the default." })
export class PolicyValues {
  @Field(() => [ScheduledMode], { nullable: true })
  schedule?: ScheduledMode[];

  @Field(() => String, { nullable: true })
  subaddressDelimiters?: string;

  @Field(() => Boolean, { nullable: true })
  allowNullSender?: boolean;

  @Field(() => [SubaddressDomain], { nullable: true })
  subaddressDomains?: SubaddressDomain[];

  @Field(() => ApprovalRuleChoice, { nullable: true })
  approvalRule?: ApprovalRuleChoice;

  @Field(() => Boolean, { nullable: true })
  isNumberMatchingRequired?: boolean;

  @Field(() => Int, { nullable: true })
  verificationHours?: number;

  @Field(() => Int, { nullable: true })
  requestsPerAccountAndDay?: number;

  @Field(() => Int, { nullable: true })
  requestsPerAddressAndDay?: number;

  @Field(() => Int, { nullable: true })
  noticesPerAddressAndDay?: number;

  @Field(() => Int, { nullable: true })
  requestsPerTargetDomainAndHour?: number;

  @Field(() => Int, { nullable: true })
  pauseUnusedAfterDays?: number;

  @Field(() => Int, { nullable: true })
  ownerReminderDays?: number;

  @Field(() => Boolean, { nullable: true })
  isUnconfirmedPaused?: boolean;

  @Field(() => ProactiveChoice, { nullable: true })
  proactive?: ProactiveChoice;

  @Field(() => Int, { nullable: true })
  proactiveMessages?: number;

  @Field(() => Int, { nullable: true })
  proactiveDays?: number;

  @Field(() => DateTimeScalar, { nullable: true })
  grandfatherUntil?: Date;

  @Field(() => Int, { nullable: true })
  observationDays?: number;

  @Field(() => Int, { nullable: true })
  holdThreshold?: number;

  @Field(() => Int, { nullable: true })
  complaintThreshold?: number;

  @Field(() => [String], { nullable: true })
  reportingDomains?: readonly string[];

  @Field(() => [String], { nullable: true })
  reportingNetworks?: readonly string[];
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

  @Field(() => [PolicySetting])
  locked: PolicySetting[];

  @Field(() => [PolicySetting], { description: "Locked by a scope above, so that they cannot be set here" })
  lockedAbove: PolicySetting[];

  @Field(() => [PolicySetting], {
    description: "Set or locked on this scope by somebody further up than the caller, who cannot change them here",
  })
  setAbove: PolicySetting[];

  @Field(() => PolicyValues, { description: "What holds here: set, inherited, or the default" })
  effective: PolicyValues;

  @Field(() => PolicyMode, { description: "In force now" })
  mode: PolicyMode;

  @Field(() => ScheduledMode, { nullable: true, description: "The next other mode, and when it begins" })
  nextMode: ScheduledMode | null;
}

export function valuesOf({
  schedule,
  grandfatherUntil,
  subaddressDomains,
  approvalRule,
  proactive,
  ...rest
}: PolicySettings): PolicyValues {
  return newInstance(PolicyValues, {
    ...rest,
    approvalRule: approvalRule && ApprovalRuleChoice[approvalRule],
    proactive: proactive && ProactiveChoice[proactive],
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

function toScheduledMode({ at, mode }: { at: number; mode: string }): ScheduledMode {
  return { at: new Date(at), mode: mode as PolicyMode };
}
