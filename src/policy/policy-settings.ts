import type { DecisionSettings } from "../decision/index.js";

/** What happens to a request for an address in a hosted domain before its administrators have looked at it. */
export type ApprovalRule = "APPROVE_SAME_DOMAIN" | "ASK" | "NEVER";

export type ProactiveMode = "OFF" | "PROPOSE" | "GRANDFATHER";

/** Everything a scope may set. Absent means inherited; the platform's defaults are in `DEFAULT_POLICY_SETTINGS`. */
export interface PolicySettings extends DecisionSettings {
  readonly approvalRule?: ApprovalRule;
  readonly isNumberMatchingRequired?: boolean;
  readonly verificationHours?: number;
  readonly requestsPerAccountAndDay?: number;
  readonly requestsPerAddressAndDay?: number;
  /** Mails a day to somebody who has confirmed the mailbox; they count against `requestsPerAddressAndDay` too. */
  readonly noticesPerAddressAndDay?: number;
  readonly requestsPerTargetDomainAndHour?: number;
  /** Days a grant may lie unused before it is paused; 0 never. */
  readonly pauseUnusedAfterDays?: number;
  /** After so many days the owner of an address is asked by mail whether what they allowed is still right; 0 never. */
  readonly ownerReminderDays?: number;
  /** Whether three of those mails without an answer pause what the owner had allowed. */
  readonly isUnconfirmedPaused?: boolean;
  readonly proactive?: ProactiveMode;
  /** Messages an account must have sent as an address before it is proposed. */
  readonly proactiveMessages?: number;
  /** Different days on which it must have done so. */
  readonly proactiveDays?: number;
  /** Epoch milliseconds until which GRANDFATHER authorizes without a confirmation. */
  readonly grandfatherUntil?: number;
  /** Days that observations are kept. */
  readonly observationDays?: number;
  /** Unresolved refusals in a scope that pause its schedule on the day; 0 never. */
  readonly holdThreshold?: number;
  /** Complaints about an authorization that suspend it; 0 never. */
  readonly complaintThreshold?: number;
  /** Domains whose signed feedback reports are believed, A-labels. */
  readonly reportingDomains?: readonly string[];
  /** Addresses and CIDR ranges from which feedback reports are believed. */
  readonly reportingNetworks?: readonly string[];
}

export const DEFAULT_POLICY_SETTINGS: Readonly<Required<PolicySettings>> = Object.freeze({
  schedule: [],
  subaddressDelimiters: "+",
  allowNullSender: true,
  subaddressDomains: [],
  approvalRule: "ASK",
  isNumberMatchingRequired: true,
  verificationHours: 72,
  requestsPerAccountAndDay: 20,
  requestsPerAddressAndDay: 3,
  noticesPerAddressAndDay: 20,
  requestsPerTargetDomainAndHour: 100,
  pauseUnusedAfterDays: 0,
  ownerReminderDays: 0,
  isUnconfirmedPaused: false,
  proactive: "OFF",
  proactiveMessages: 5,
  proactiveDays: 2,
  grandfatherUntil: 0,
  observationDays: 90,
  holdThreshold: 0,
  complaintThreshold: 0,
  reportingDomains: [],
  reportingNetworks: [],
});

/** A value sets, null takes the setting off again (it is then inherited), an absent one leaves it as it is. */
export type PolicyChanges = { readonly [Name in keyof PolicySettings]: PolicySettings[Name] | null };
