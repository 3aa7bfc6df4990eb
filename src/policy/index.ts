/**
 * Schedules of modes and settings per scope, with inheritance and locks. It refuses to know the accounts that they
 * apply to beyond where they live.
 */

export { followReleasedScopes } from "./operations/follow-released.js";
export { restoreKeptPolicies } from "./operations/keep-policies.js";
export { mailboxAt, placeMails } from "./operations/place-mails.js";
export { setPolicy, setPolicyOnBehalf } from "./operations/set-policy.js";
export { Policy } from "./policy.entity.js";
export { PolicyMode, RefusalAdviceChoice } from "./policy.enums.js";
export { changesOf, PolicySettingsInput, SetPolicyInput } from "./policy.input.js";
export { ScheduledMode, toScheduledMode } from "./policy.types.js";
export {
  chainsAmong,
  effectivePolicy,
  findPolicies,
  type PolicyChainLink,
  type PolicyPlace,
  policyChains,
  resolveSettings,
  withPolicy,
} from "./policy-levels.queries.js";
export { type PolicyWarning, warningInWords, warningsOf } from "./policy-warnings.js";
export { scheduleEventsOf } from "./schedule-events.js";
export { type SettingOrigin, settingOrigins } from "./setting-origins.js";
export { settingInWords } from "./setting-words.js";
export {
  DEFAULT_POLICY_SETTINGS,
  MIN_ALARM_ADDRESSES_PER_DAY,
  POLICY_SETTINGS,
  type PolicyChanges,
  type PolicySettings,
} from "./settings-table.js";
export { subaddressDelimitersOf } from "./subaddresses.queries.js";

import { KeptPolicy } from "./kept-policy.entity.js";
import { Policy } from "./policy.entity.js";
import { PolicyResolver } from "./policy.resolver.js";
import { AccountModesResolver, DomainModesResolver, ResellerModesResolver } from "./tenant-modes.resolver.js";

export const policyEntities = [Policy, KeptPolicy];
export const policyResolvers = [
  PolicyResolver,
  ResellerModesResolver,
  DomainModesResolver,
  AccountModesResolver,
] as const;
