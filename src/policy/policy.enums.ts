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

export enum RefusalAdviceChoice {
  LINK = "LINK",
  WORDS = "WORDS",
}

export enum ResentMailChoice {
  BOTH = "BOTH",
  RESENT_FROM = "RESENT_FROM",
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
  valuesConfig: {
    ENFORCE: { description: "Refused is what nobody has allowed" },
    MONITOR: { description: "Everything passes, and what would be refused is counted" },
    OFF: { description: "Everything passes, and nothing is looked at" },
    WARN: { description: "Everything passes, marked where it would be refused" },
  },
});
registerEnumType(ApprovalRuleChoice, {
  name: "ApprovalRule",
  description:
    "What happens to a request for an address in a hosted domain: its own accounts pass, administrators are asked, or nobody may.",
  valuesConfig: {
    APPROVE_SAME_DOMAIN: {
      description:
        "Accounts of the domain are allowed at once what is nobody's own mailbox; everybody else waits for an administrator or the owner",
    },
    ASK: { description: "Waits for an administrator of the domain, or for the owner" },
    NEVER: { description: "Nobody is allowed, and nobody is asked" },
  },
});
registerEnumType(PolicyLevel, {
  name: "PolicyLevel",
  description: "Levels of the tenant tree that set policies.",
  valuesConfig: {
    ACCOUNT: { description: "One mailbox" },
    DOMAIN: { description: "One domain" },
    PLATFORM: { description: "Everything" },
    RESELLER: { description: "One reseller and everything below it" },
  },
});
registerEnumType(ProactiveChoice, {
  name: "ProactiveMode",
  description: "What happens with addresses that accounts are seen to send as.",
  valuesConfig: {
    GRANDFATHER: {
      description: "Those long in use before enforcement are allowed until a date; all others are proposed",
    },
    OFF: { description: "Nothing" },
    PROPOSE: { description: "They are proposed to the account and its administrators" },
  },
});
registerEnumType(RefusalAdviceChoice, {
  name: "RefusalAdvice",
  description: "What a refusal advises.",
  valuesConfig: {
    LINK: { description: "The address of the page that helps" },
    WORDS: { description: "Words without any `/`: some webmails show of a reply only what follows the first one" },
  },
});
registerEnumType(ResentMailChoice, {
  name: "ResentMail",
  description: "By whom a resent message is judged (RFC 5322 3.6.6).",
  valuesConfig: {
    BOTH: { description: "By its author (From) and by who resends it" },
    RESENT_FROM: { description: "By who resends it alone: From stays as its author wrote it" },
  },
});
registerEnumType(PolicySetting, {
  name: "PolicySetting",
  description: "The settings of policies, as docs/settings.md lists them.",
  valuesConfig: Object.fromEntries(SETTING_NAMES.map((name) => [name, { description: POLICY_SETTINGS[name].meaning }])),
});
