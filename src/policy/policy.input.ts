import { Field, InputType, Int } from "type-graphql";
import { DateTimeScalar, NullHasMeaning } from "../graphql/index.js";
import { ScopeInput } from "../tenancy/index.js";
import {
  ApprovalRuleChoice,
  PolicyMode,
  PolicySetting,
  ProactiveChoice,
  RefusalAdviceChoice,
  ResentMailChoice,
} from "./policy.enums.js";
import { about, type PolicyChanges } from "./settings-table.js";

@InputType({ description: "From `at` on, `mode` is in force." })
export class ScheduledModeInput {
  @Field(() => DateTimeScalar, { description: "From when" })
  at: Date;

  @Field(() => PolicyMode, { description: "What is to hold from then" })
  mode: PolicyMode;
}

@InputType({ description: "A domain that is not hosted and proven here, and what begins a subaddress there." })
export class SubaddressDomainInput {
  @Field(() => String, { description: "As it stands behind the `@`" })
  domain: string;

  @Field(() => String, { description: 'One to four characters, for instance "+"' })
  delimiters: string;
}

const KEPT_OR_INHERITED = "What is left out stays as it is; null takes a setting off, so that it is inherited again.";

@InputType({ description: KEPT_OR_INHERITED })
export class PolicySettingsInput {
  @Field(() => [ScheduledModeInput], about("schedule"))
  schedule?: ScheduledModeInput[] | null;

  @Field(() => String, about("subaddressDelimiters"))
  subaddressDelimiters?: string | null;

  @Field(() => Boolean, about("allowNullSender"))
  allowNullSender?: boolean | null;

  @Field(() => RefusalAdviceChoice, about("refusalAdvice"))
  refusalAdvice?: RefusalAdviceChoice | null;

  @Field(() => ResentMailChoice, about("resentMail"))
  resentMail?: ResentMailChoice | null;

  @Field(() => [SubaddressDomainInput], about("subaddressDomains"))
  subaddressDomains?: SubaddressDomainInput[] | null;

  @Field(() => ApprovalRuleChoice, about("approvalRule"))
  approvalRule?: ApprovalRuleChoice | null;

  @Field(() => Boolean, about("isNumberMatchingRequired"))
  isNumberMatchingRequired?: boolean | null;

  @Field(() => Int, about("verificationHours"))
  verificationHours?: number | null;

  @Field(() => Int, about("requestsPerAccountAndDay"))
  requestsPerAccountAndDay?: number | null;

  @Field(() => Int, about("requestsPerAddressAndDay"))
  requestsPerAddressAndDay?: number | null;

  @Field(() => Int, about("noticesPerAddressAndDay"))
  noticesPerAddressAndDay?: number | null;

  @Field(() => Int, about("requestsPerTargetDomainAndHour"))
  requestsPerTargetDomainAndHour?: number | null;

  @Field(() => Int, about("pauseUnusedAfterDays"))
  pauseUnusedAfterDays?: number | null;

  @Field(() => Int, about("ownerReminderDays"))
  ownerReminderDays?: number | null;

  @Field(() => Boolean, about("isUnconfirmedPaused"))
  isUnconfirmedPaused?: boolean | null;

  @Field(() => ProactiveChoice, about("proactive"))
  proactive?: ProactiveChoice | null;

  @Field(() => Int, about("proactiveMessages"))
  proactiveMessages?: number | null;

  @Field(() => Int, about("proactiveDays"))
  proactiveDays?: number | null;

  @Field(() => DateTimeScalar, about("grandfatherUntil"))
  grandfatherUntil?: Date | null;

  @Field(() => Int, about("observationDays"))
  observationDays?: number | null;

  @Field(() => Int, about("holdThreshold"))
  holdThreshold?: number | null;

  @Field(() => Int, about("complaintThreshold"))
  complaintThreshold?: number | null;

  @Field(() => Int, about("alarmAddressesPerDay"))
  alarmAddressesPerDay?: number | null;

  @Field(() => Boolean, about("isAskerTold"))
  isAskerTold?: boolean | null;

  @Field(() => [String], about("reportingDomains"))
  reportingDomains?: string[] | null;

  @Field(() => [String], about("reportingNetworks"))
  reportingNetworks?: string[] | null;
}

@InputType({ description: KEPT_OR_INHERITED })
export class SetPolicyInput extends PolicySettingsInput {
  @Field(() => ScopeInput, { description: "Whose settings they are" })
  scope: ScopeInput;

  @Field(() => [PolicySetting], { nullable: true, description: "Settings that scopes below may not change" })
  locked?: PolicySetting[] | null;

  @NullHasMeaning()
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "`updatedAt` of the policy that the change is meant for, null where there was none: another is a CONFLICT",
  })
  ifUpdatedAt?: Date | null;
}

/** The input's settings as the operation takes them: moments as epoch milliseconds. */
export function changesOf({
  scope: _scope,
  locked: _locked,
  ifUpdatedAt: _ifUpdatedAt,
  schedule,
  grandfatherUntil,
  ...rest
}: PolicySettingsInput & Partial<Pick<SetPolicyInput, "scope" | "locked" | "ifUpdatedAt">>): PolicyChanges {
  return {
    ...rest,
    schedule: schedule?.map(({ at, mode }) => ({ at: at.getTime(), mode })) ?? (schedule as null | undefined),
    grandfatherUntil: grandfatherUntil?.getTime() ?? (grandfatherUntil as null | undefined),
  };
}
