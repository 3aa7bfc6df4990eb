import type {
  DecisionSettings,
  RefusalAdvice,
  ResentMail,
  ScheduledMode,
  SubaddressDomain,
} from "../decision/index.js";
import type { Setting, SettingLevel } from "./setting.types.js";

/** What happens to a request for an address in a hosted domain before its administrators have looked at it. */
export type ApprovalRule = "APPROVE_SAME_DOMAIN" | "ASK" | "NEVER";

export type ProactiveMode = "OFF" | "PROPOSE" | "GRANDFATHER";

/** No setting is below: an account that uses no more addresses is never taken for stolen. */
export const MIN_ALARM_ADDRESSES_PER_DAY = 5;

const EVERYWHERE: readonly SettingLevel[] = ["PLATFORM", "RESELLER", "DOMAIN", "ACCOUNT"];
const BY_SCOPES = { levels: EVERYWHERE, setBy: "ADMINISTRATOR" } as const;
/** These decide what counts without an owner's answer, and how many owners are asked. */
const BY_OPERATOR = { levels: EVERYWHERE, setBy: "OPERATOR" } as const;
/** These protect people outside, or concern every tenant: no tenant loosens them. */
const FOR_PLATFORM = { levels: ["PLATFORM"], setBy: "OPERATOR" } as const;

export const POLICY_SETTINGS = {
  schedule: setting<readonly ScheduledMode[]>({
    ...BY_SCOPES,
    type: "SCHEDULE",
    default: [],
    choices: ["OFF", "MONITOR", "WARN", "ENFORCE"],
    maxEntries: 50,
    meaning: "Modes and the moment from which each is in force; before the first step MONITOR",
  }),
  subaddressDelimiters: setting<string>({
    ...BY_SCOPES,
    levels: ["PLATFORM", "RESELLER", "DOMAIN"],
    type: "CHARACTERS",
    default: "+",
    range: [0, 4],
    meaning: "Characters that begin a subaddress in the domains of this scope once they are proven; empty for none",
  }),
  allowNullSender: setting<boolean>({
    ...BY_SCOPES,
    type: "YES_NO",
    default: true,
    meaning: "Whether mail with the null reverse-path passes: delivery reports and absence notices",
  }),
  refusalAdvice: setting<RefusalAdvice>({
    ...BY_SCOPES,
    type: "CHOICE",
    default: "LINK",
    choices: ["LINK", "WORDS"],
    meaning:
      "What a refusal advises: a link to the page that helps, or words without any `/`, for webmails that show of a reply " +
      "only what follows the first one",
  }),
  resentMail: setting<ResentMail>({
    ...BY_SCOPES,
    type: "CHOICE",
    default: "BOTH",
    choices: ["BOTH", "RESENT_FROM"],
    operatorChoices: ["RESENT_FROM"],
    meaning:
      "By whom a resent message is judged: by its author (From) and by who resends it, or by who resends it alone " +
      "(the most recent Resent-From and Resent-Sender, RFC 5322 3.6.6)",
    why: "whoever adds a Resent-From of their own may then write what they like into From",
  }),
  subaddressDomains: setting<readonly SubaddressDomain[]>({
    ...FOR_PLATFORM,
    type: "LIST",
    default: [],
    // Each copy of the authorizations holds them all, with the platform's policy.
    maxEntries: 1_000,
    meaning:
      "The platform's alone: domains that are not hosted and proven here, in which a right on an address holds for its " +
      "subaddresses too. In all others an address is taken as it stands.",
  }),
  approvalRule: setting<ApprovalRule>({
    ...BY_SCOPES,
    type: "CHOICE",
    default: "ASK",
    choices: ["APPROVE_SAME_DOMAIN", "ASK", "NEVER"],
    meaning: "What happens to a request for an address in a hosted domain before its administrators have looked at it",
  }),
  isNumberMatchingRequired: setting<boolean>({
    ...FOR_PLATFORM,
    type: "YES_NO",
    default: true,
    meaning: "Whether an owner types the number that the asker sees before anything is allowed",
    why: "scanners of mail open links and press buttons; they do not know the number",
  }),
  verificationHours: setting<number>({
    ...BY_SCOPES,
    type: "WHOLE_NUMBER",
    default: 72,
    unit: "hours",
    range: [1, 24 * 90],
    meaning: "How long a question can be answered, from the moment its mail has left",
    why: "a weekend and a day",
  }),
  requestsPerAccountAndDay: setting<number>({
    ...BY_OPERATOR,
    type: "WHOLE_NUMBER",
    default: 20,
    unit: "questions a day",
    range: [0, 100_000],
    meaning: "Questions to owners that one account may cause; what is above waits for its turn",
  }),
  requestsPerAddressAndDay: setting<number>({
    ...FOR_PLATFORM,
    type: "WHOLE_NUMBER",
    default: 3,
    unit: "mails a day",
    range: [1, 1_000],
    meaning: "Mails to one mailbox whose reader has not said yes to mail from here, all tenants together",
  }),
  noticesPerAddressAndDay: setting<number>({
    ...FOR_PLATFORM,
    type: "WHOLE_NUMBER",
    default: 20,
    unit: "mails a day",
    range: [1, 10_000],
    meaning: "Mails to a mailbox whose reader has confirmed it, besides what strangers may be sent",
  }),
  requestsPerTargetDomainAndHour: setting<number>({
    ...FOR_PLATFORM,
    type: "WHOLE_NUMBER",
    default: 100,
    unit: "mails an hour",
    range: [1, 1_000_000],
    meaning: "Mails to the mailboxes of one domain, all tenants together",
  }),
  pauseUnusedAfterDays: setting<number>({
    ...BY_SCOPES,
    type: "WHOLE_NUMBER",
    default: 0,
    unit: "days",
    range: [0, 3_650],
    meaning: "Days that a right may lie unused before it is paused; 0 never",
    why: "what is used once a year is used all the same",
  }),
  ownerReminderDays: setting<number>({
    ...FOR_PLATFORM,
    type: "WHOLE_NUMBER",
    default: 0,
    unit: "days",
    range: [0, 3_650],
    meaning:
      "After so many days the owner of an address is asked by mail whether what they allowed is still right (365 for once " +
      "a year); for the whole platform; 0 never",
  }),
  isUnconfirmedPaused: setting<boolean>({
    ...BY_SCOPES,
    type: "YES_NO",
    default: false,
    meaning: "Whether three of those mails without an answer pause what the owner had allowed",
  }),
  proactive: setting<ProactiveMode>({
    ...BY_SCOPES,
    type: "CHOICE",
    default: "OFF",
    choices: ["OFF", "PROPOSE", "GRANDFATHER"],
    operatorChoices: ["GRANDFATHER"],
    meaning: "Whether addresses that accounts are seen to use are added for them before enforcement",
    why: "it asks owners by mail, which somebody should have decided",
  }),
  proactiveMessages: setting<number>({
    ...BY_OPERATOR,
    type: "WHOLE_NUMBER",
    default: 5,
    unit: "messages",
    range: [1, 1_000_000],
    meaning: "Messages an account must have sent as an address before it is proposed",
  }),
  proactiveDays: setting<number>({
    ...BY_OPERATOR,
    type: "WHOLE_NUMBER",
    default: 2,
    unit: "days",
    range: [1, 365],
    meaning: "Different days on which it must have done so",
  }),
  grandfatherUntil: setting<number>({
    ...BY_OPERATOR,
    type: "MOMENT",
    default: 0,
    range: [0, Number.MAX_SAFE_INTEGER],
    meaning: "Until when GRANDFATHER authorizes without a confirmation, at most 180 days ahead",
  }),
  observationDays: setting<number>({
    ...BY_SCOPES,
    type: "WHOLE_NUMBER",
    default: 90,
    unit: "days",
    range: [1, 3_650],
    meaning: "Days that observations are kept",
  }),
  holdThreshold: setting<number>({
    ...BY_SCOPES,
    levels: ["PLATFORM", "RESELLER", "DOMAIN"],
    type: "WHOLE_NUMBER",
    default: 100,
    unit: "messages in seven days",
    range: [0, 1_000_000_000],
    meaning: "The brake: unresolved refusals in a scope that hold its enforcement on the day; 0 never",
    why:
      "a hold costs a mail and a press of a button, and mail that is refused by surprise costs customers. A hundred messages " +
      "a week are one working mailbox; a large reseller or platform may raise its own number, and its domains keep theirs",
  }),
  complaintThreshold: setting<number>({
    ...BY_SCOPES,
    type: "WHOLE_NUMBER",
    default: 10,
    unit: "complaints in 30 days",
    range: [0, 1_000_000],
    meaning: "Complaints of trusted reporters that suspend an authorization, after an alert at half of them; 0 never",
    why:
      "ten different recipients who press “spam” in a month are no slip of one of them, and administrators have been told " +
      "at five. Nothing counts before the operator has listed reporters that are believed",
  }),
  alarmAddressesPerDay: setting<number>({
    ...BY_OPERATOR,
    type: "WHOLE_NUMBER",
    default: 25,
    unit: "addresses a day",
    range: [MIN_ALARM_ADDRESSES_PER_DAY, 1_000],
    meaning:
      "Different foreign addresses of one account in a day above which its login is taken for stolen: its administrators " +
      "are told, and nothing is proposed for it for a week",
    why: "people use a handful of addresses; programs that try stolen logins use dozens within minutes",
  }),
  isAskerTold: setting<boolean>({
    ...BY_SCOPES,
    type: "YES_NO",
    default: true,
    meaning: "Whether an account is told by mail what became of the addresses that were asked for in its name",
  }),
  reportingDomains: setting<readonly string[]>({
    ...FOR_PLATFORM,
    type: "LIST",
    default: [],
    maxEntries: 200,
    meaning: "Domains (DKIM d=, exactly) whose signed feedback reports are believed; for the whole platform, up to 200",
    why: "anybody can write a report; whom to believe is the operator's to say",
  }),
  reportingNetworks: setting<readonly string[]>({
    ...FOR_PLATFORM,
    type: "LIST",
    default: [],
    maxEntries: 200,
    meaning: "Addresses and CIDR ranges from which feedback reports are believed; for the whole platform, up to 200",
  }),
} as const;

type Table = typeof POLICY_SETTINGS;

export type SettingName = keyof Table;

/** Everything a scope may set. Absent means inherited; the defaults are in `DEFAULT_POLICY_SETTINGS`. */
export type PolicySettings = {
  readonly [Name in SettingName]?: Table[Name] extends Setting<infer Value> ? Value : never;
} & DecisionSettings;

export const SETTING_NAMES = Object.keys(POLICY_SETTINGS) as readonly SettingName[];

export const DEFAULT_POLICY_SETTINGS = Object.freeze(
  Object.fromEntries(SETTING_NAMES.map((name) => [name, POLICY_SETTINGS[name].default])),
) as Readonly<Required<PolicySettings>>;

/** Options of a field that shows or takes a setting. */
export function about(name: SettingName): { readonly nullable: true; readonly description: string } {
  return { nullable: true, description: `${POLICY_SETTINGS[name].meaning} (docs/settings.md)` };
}

/** A value sets, null takes the setting off again (it is then inherited), an absent one leaves it as it is. */
export type PolicyChanges = { readonly [Name in keyof PolicySettings]: PolicySettings[Name] | null };

function setting<Value>(entry: Setting<Value>): Setting<Value> {
  return entry;
}
