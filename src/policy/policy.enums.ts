import { registerEnumType } from "type-graphql";
import { POLICY_SETTINGS, SETTING_NAMES, type SettingName } from "./settings-table.js";

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

/** As `ScopeKind`, which is who is asking's. */
export enum PolicyLevel {
  PLATFORM = "PLATFORM",
  RESELLER = "RESELLER",
  DOMAIN = "DOMAIN",
  ACCOUNT = "ACCOUNT",
}

/** Every setting by its name, so that a lock can only name one that exists. */
export type PolicySetting = SettingName;

/** Every setting by its name, so that a lock can only name one that exists. */
export const PolicySetting = Object.fromEntries(SETTING_NAMES.map((name) => [name, name])) as {
  readonly [Name in SettingName]: Name;
};

registerEnumType(PolicyMode, {
  name: "PolicyMode",
  description: "OFF and MONITOR let everything pass, WARN marks it, ENFORCE refuses what is not authorized.",
});
registerEnumType(ApprovalRuleChoice, {
  name: "ApprovalRule",
  description:
    "What happens to a request for an address in a hosted domain: its own accounts pass, administrators are asked, or nobody may.",
});
registerEnumType(PolicyLevel, { name: "PolicyLevel", description: "Levels of the tenant tree that set policies." });
registerEnumType(ProactiveChoice, { name: "ProactiveMode" });
registerEnumType(PolicySetting, {
  name: "PolicySetting",
  description: "The settings of policies, as docs/settings.md lists them.",
  valuesConfig: Object.fromEntries(SETTING_NAMES.map((name) => [name, { description: POLICY_SETTINGS[name].meaning }])),
});
