import { registerEnumType } from "type-graphql";

export enum PolicyMode {
  OFF = "OFF",
  MONITOR = "MONITOR",
  WARN = "WARN",
  ENFORCE = "ENFORCE",
}

export enum ApprovalRuleChoice {
  APPROVE_SAME_DOMAIN = "APPROVE_SAME_DOMAIN",
  ASK = "ASK",
  NEVER = "NEVER",
}

export enum ProactiveChoice {
  OFF = "OFF",
  PROPOSE = "PROPOSE",
  GRANDFATHER = "GRANDFATHER",
}

/** Every setting by its name, so that a lock can only name one that exists. */
export enum PolicySetting {
  schedule = "schedule",
  subaddressDelimiters = "subaddressDelimiters",
  allowNullSender = "allowNullSender",
  subaddressDomains = "subaddressDomains",
  approvalRule = "approvalRule",
  isNumberMatchingRequired = "isNumberMatchingRequired",
  verificationHours = "verificationHours",
  requestsPerAccountAndDay = "requestsPerAccountAndDay",
  requestsPerAddressAndDay = "requestsPerAddressAndDay",
  noticesPerAddressAndDay = "noticesPerAddressAndDay",
  requestsPerTargetDomainAndHour = "requestsPerTargetDomainAndHour",
  pauseUnusedAfterDays = "pauseUnusedAfterDays",
  ownerReminderDays = "ownerReminderDays",
  isUnconfirmedPaused = "isUnconfirmedPaused",
  proactive = "proactive",
  proactiveMessages = "proactiveMessages",
  proactiveDays = "proactiveDays",
  grandfatherUntil = "grandfatherUntil",
  observationDays = "observationDays",
  holdThreshold = "holdThreshold",
  complaintThreshold = "complaintThreshold",
  reportingDomains = "reportingDomains",
  reportingNetworks = "reportingNetworks",
}

registerEnumType(PolicyMode, {
  name: "PolicyMode",
  description: "OFF and MONITOR let everything pass, WARN marks it, ENFORCE refuses what is not authorized.",
});
registerEnumType(ApprovalRuleChoice, {
  name: "ApprovalRule",
  description:
    "What happens to a request for an address in a hosted domain: its own accounts pass, administrators are asked, or nobody may.",
});
registerEnumType(ProactiveChoice, { name: "ProactiveMode" });
registerEnumType(PolicySetting, { name: "PolicySetting" });
