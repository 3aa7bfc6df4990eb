/**
 * The rules: from a question, the facts about an account and a moment follows one verdict, the same in the API and in
 * the agent. It refuses to know where the facts come from, how a question arrives, and what time it is.
 */
export { addressesAsked, candidatesOf } from "./candidates.js";
export { decide, isAuthorOfResent } from "./decide.js";
export type {
  AccountFact,
  AuthorizationFact,
  AuthorizationState,
  CheckRequest,
  Decision,
  DecisionReason,
  DecisionSettings,
  DecisionSnapshot,
  DomainAuthorizationFact,
  PolicyLevel,
  PolicyMode,
  RefusalAdvice,
  ResentMail,
  ScheduledMode,
  SubaddressDomain,
  UnknownLoginFact,
  Verdict,
} from "./decision.types.js";
export { type AddressRules, coveringAddresses } from "./domain-alias.js";
export {
  accountOfLogin,
  keyOfUnknownLogin,
  loginKeyOf,
  namesOfLogin,
  possibleBases,
  readLogin,
  type SignedInLogin,
} from "./login.js";
export { DECISION_RULES, type DecisionRule, ruleOf } from "./rule.js";
export { effectiveSchedule, modeInForce, nextModeChange, stepInForce } from "./schedule.js";
export { parseSenderAddress } from "./sender-address.js";
export { DEFAULT_DECISION_SETTINGS, effectiveSetting } from "./settings.js";
export { smtpReply } from "./smtp-reply.js";
export {
  delimitersOfAddress,
  delimitersOfLogin,
  dividedBy,
  everyDelimiterOfLogin,
  type HostedDomainFact,
  POSSIBLE_DELIMITERS,
} from "./subaddress.js";
