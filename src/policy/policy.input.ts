import { Field, InputType, Int } from "type-graphql";
import { DateTimeScalar } from "../graphql/index.js";
import { ScopeInput } from "../tenancy/index.js";
import { ApprovalRuleChoice, PolicyMode, PolicySetting, ProactiveChoice } from "./policy.enums.js";
import type { PolicyChanges } from "./policy-settings.js";

@InputType({ description: "From `at` on, `mode` is in force." })
export class ScheduledModeInput {
  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => PolicyMode)
  mode: PolicyMode;
}

@InputType({ description: "A domain that is not hosted and proven here, and what begins a subaddress there." })
export class SubaddressDomainInput {
  @Field(() => String)
  domain: string;

  @Field(() => String, { description: 'One to four characters, for instance "+"' })
  delimiters: string;
}

@InputType({
  description: "What is left out stays as it is; null takes a setting off, so that it is inherited again.",
})
export class SetPolicyInput {
  @Field(() => ScopeInput)
  scope: ScopeInput;

  @Field(() => [ScheduledModeInput], { nullable: true })
  schedule?: ScheduledModeInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Characters that begin a subaddress in the domains of this scope once they are proven; empty for none",
  })
  subaddressDelimiters?: string | null;

  @Field(() => Boolean, { nullable: true })
  allowNullSender?: boolean | null;

  @Field(() => [SubaddressDomainInput], {
    nullable: true,
    description:
      "The platform's alone: domains that are not hosted and proven here, in which a right on an address holds for its " +
      "subaddresses too. In all others an address is taken as it stands.",
  })
  subaddressDomains?: SubaddressDomainInput[] | null;

  @Field(() => ApprovalRuleChoice, { nullable: true })
  approvalRule?: ApprovalRuleChoice | null;

  @Field(() => Boolean, { nullable: true })
  isNumberMatchingRequired?: boolean | null;

  @Field(() => Int, { nullable: true })
  verificationHours?: number | null;

  @Field(() => Int, { nullable: true })
  requestsPerAccountAndDay?: number | null;

  @Field(() => Int, { nullable: true })
  requestsPerAddressAndDay?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Mails to a mailbox whose reader has confirmed it, besides what strangers may be sent",
  })
  noticesPerAddressAndDay?: number | null;

  @Field(() => Int, { nullable: true })
  requestsPerTargetDomainAndHour?: number | null;

  @Field(() => Int, { nullable: true, description: "Days; 0 never" })
  pauseUnusedAfterDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "After so many days the owner of an address is asked by mail whether what they allowed is still right (365 for once a year); for the whole platform; 0 never",
  })
  ownerReminderDays?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether three of those mails without an answer pause what the owner had allowed",
  })
  isUnconfirmedPaused?: boolean | null;

  @Field(() => ProactiveChoice, { nullable: true })
  proactive?: ProactiveChoice | null;

  @Field(() => Int, { nullable: true })
  proactiveMessages?: number | null;

  @Field(() => Int, { nullable: true })
  proactiveDays?: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  grandfatherUntil?: Date | null;

  @Field(() => Int, { nullable: true })
  observationDays?: number | null;

  @Field(() => Int, { nullable: true, description: "Unresolved refusals that pause the schedule on the day; 0 never" })
  holdThreshold?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Complaints of trusted reporters that suspend an authorization, after an alert at half of them; 0 never",
  })
  complaintThreshold?: number | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Domains (DKIM d=, exactly) whose signed feedback reports are believed; for the whole platform, up to 200",
  })
  reportingDomains?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Addresses and CIDR ranges from which feedback reports are believed; for the whole platform, up to 200",
  })
  reportingNetworks?: string[] | null;

  @Field(() => [PolicySetting], { nullable: true, description: "Settings that scopes below may not change" })
  locked?: PolicySetting[] | null;
}

/** The input's settings as the operation takes them: moments as epoch milliseconds. */
export function changesOf({
  scope: _scope,
  locked: _locked,
  schedule,
  grandfatherUntil,
  ...rest
}: SetPolicyInput): PolicyChanges {
  return {
    ...rest,
    schedule: schedule?.map(({ at, mode }) => ({ at: at.getTime(), mode })) ?? (schedule as null | undefined),
    grandfatherUntil: grandfatherUntil?.getTime() ?? (grandfatherUntil as null | undefined),
  };
}
