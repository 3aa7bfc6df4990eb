import type { ConsoleKey } from "../words/words.js";
import type { LimitName } from "./limits.documents.js";

/** Those without parameters. */
type LimitKey = Exclude<
  Extract<ConsoleKey, `consoleLimits.${string}`>,
  "consoleLimits.holds" | "consoleLimits.fixedBy" | "consoleLimits.within"
>;
type Level = "p" | "r" | "d";

export interface Limit {
  readonly name: LimitName;
  readonly label: LimitKey;
  readonly hint: LimitKey;
  readonly kind: "NUMBER" | "YES_NO" | "CHOICE" | "CHARACTERS" | "MOMENT" | "LINES" | "DOMAINS";
  /** Of a choice: its values with their words. */
  readonly choices?: Readonly<Record<string, LimitKey>>;
  /** Scopes that may set it. */
  readonly levels: readonly Level[];
  /** Nobody else sets it. */
  readonly isOperators?: boolean;
  /** Choices that the operator alone makes. */
  readonly operatorChoices?: readonly string[];
}

export interface LimitGroup {
  readonly title: LimitKey;
  readonly text: LimitKey;
  readonly limits: readonly Limit[];
}

const ALL = { levels: ["p", "r", "d"] } as const;
const PLATFORM = { levels: ["p"], isOperators: true } as const;
const BY_OPERATOR = { levels: ["p", "r", "d"], isOperators: true } as const;

/** What is set beside the schedule; a test holds it against the server's own table. */
export const LIMIT_GROUPS: readonly LimitGroup[] = [
  {
    title: "consoleLimits.brakeTitle",
    text: "consoleLimits.brakeText",
    limits: [
      { ...ALL, name: "holdThreshold", kind: "NUMBER", label: "consoleLimits.hold", hint: "consoleLimits.holdHint" },
      {
        ...ALL,
        name: "complaintThreshold",
        kind: "NUMBER",
        label: "consoleLimits.complaints",
        hint: "consoleLimits.complaintsHint",
      },
      {
        ...BY_OPERATOR,
        name: "alarmAddressesPerDay",
        kind: "NUMBER",
        label: "consoleLimits.alarm",
        hint: "consoleLimits.alarmHint",
      },
    ],
  },
  {
    title: "consoleLimits.questionsTitle",
    text: "consoleLimits.questionsText",
    limits: [
      {
        ...ALL,
        name: "verificationHours",
        kind: "NUMBER",
        label: "consoleLimits.hours",
        hint: "consoleLimits.hoursHint",
      },
      {
        ...ALL,
        name: "approvalRule",
        kind: "CHOICE",
        label: "consoleLimits.approval",
        hint: "consoleLimits.approvalHint",
        choices: {
          APPROVE_SAME_DOMAIN: "consoleLimits.approveSame",
          ASK: "consoleLimits.approveAsk",
          NEVER: "consoleLimits.approveNever",
        },
      },
      { ...ALL, name: "isAskerTold", kind: "YES_NO", label: "consoleLimits.told", hint: "consoleLimits.toldHint" },
      {
        ...BY_OPERATOR,
        name: "requestsPerAccountAndDay",
        kind: "NUMBER",
        label: "consoleLimits.perAccount",
        hint: "consoleLimits.perAccountHint",
      },
      {
        ...PLATFORM,
        name: "requestsPerAddressAndDay",
        kind: "NUMBER",
        label: "consoleLimits.perAddress",
        hint: "consoleLimits.perAddressHint",
      },
      {
        ...PLATFORM,
        name: "noticesPerAddressAndDay",
        kind: "NUMBER",
        label: "consoleLimits.notices",
        hint: "consoleLimits.noticesHint",
      },
      {
        ...PLATFORM,
        name: "requestsPerTargetDomainAndHour",
        kind: "NUMBER",
        label: "consoleLimits.perDomain",
        hint: "consoleLimits.perDomainHint",
      },
      {
        ...PLATFORM,
        name: "isNumberMatchingRequired",
        kind: "YES_NO",
        label: "consoleLimits.number",
        hint: "consoleLimits.numberHint",
      },
    ],
  },
  {
    title: "consoleLimits.seenTitle",
    text: "consoleLimits.seenText",
    limits: [
      {
        ...ALL,
        name: "proactive",
        kind: "CHOICE",
        label: "consoleLimits.proactive",
        hint: "consoleLimits.proactiveHint",
        choices: {
          OFF: "consoleLimits.proactiveOff",
          PROPOSE: "consoleLimits.propose",
          GRANDFATHER: "consoleLimits.grandfather",
        },
        operatorChoices: ["GRANDFATHER"],
      },
      {
        ...BY_OPERATOR,
        name: "proactiveMessages",
        kind: "NUMBER",
        label: "consoleLimits.messages",
        hint: "consoleLimits.messagesHint",
      },
      {
        ...BY_OPERATOR,
        name: "proactiveDays",
        kind: "NUMBER",
        label: "consoleLimits.days",
        hint: "consoleLimits.daysHint",
      },
      {
        ...BY_OPERATOR,
        name: "grandfatherUntil",
        kind: "MOMENT",
        label: "consoleLimits.until",
        hint: "consoleLimits.untilHint",
      },
    ],
  },
  {
    title: "consoleLimits.rightsTitle",
    text: "consoleLimits.rightsText",
    limits: [
      {
        ...ALL,
        name: "pauseUnusedAfterDays",
        kind: "NUMBER",
        label: "consoleLimits.unused",
        hint: "consoleLimits.unusedHint",
      },
      {
        ...PLATFORM,
        name: "ownerReminderDays",
        kind: "NUMBER",
        label: "consoleLimits.remind",
        hint: "consoleLimits.remindHint",
      },
      {
        ...ALL,
        name: "isUnconfirmedPaused",
        kind: "YES_NO",
        label: "consoleLimits.unconfirmed",
        hint: "consoleLimits.unconfirmedHint",
      },
    ],
  },
  {
    title: "consoleLimits.mailTitle",
    text: "consoleLimits.mailText",
    limits: [
      { ...ALL, name: "observationDays", kind: "NUMBER", label: "consoleLimits.kept", hint: "consoleLimits.keptHint" },
      {
        ...ALL,
        name: "allowNullSender",
        kind: "YES_NO",
        label: "consoleLimits.empty",
        hint: "consoleLimits.emptyHint",
      },
      {
        ...ALL,
        name: "refusalAdvice",
        kind: "CHOICE",
        label: "consoleLimits.advice",
        hint: "consoleLimits.adviceHint",
        choices: { LINK: "consoleLimits.adviceLink", WORDS: "consoleLimits.adviceWords" },
      },
      {
        ...ALL,
        name: "resentMail",
        kind: "CHOICE",
        label: "consoleLimits.resent",
        hint: "consoleLimits.resentHint",
        choices: { BOTH: "consoleLimits.resentBoth", RESENT_FROM: "consoleLimits.resentAlone" },
        operatorChoices: ["RESENT_FROM"],
      },
      {
        ...ALL,
        name: "subaddressDelimiters",
        kind: "CHARACTERS",
        label: "consoleLimits.delimiters",
        hint: "consoleLimits.delimitersHint",
      },
      {
        ...PLATFORM,
        name: "subaddressDomains",
        kind: "DOMAINS",
        label: "consoleLimits.foreign",
        hint: "consoleLimits.foreignHint",
      },
      {
        ...PLATFORM,
        name: "reportingDomains",
        kind: "LINES",
        label: "consoleLimits.reporters",
        hint: "consoleLimits.reportersHint",
      },
      {
        ...PLATFORM,
        name: "reportingNetworks",
        kind: "LINES",
        label: "consoleLimits.networks",
        hint: "consoleLimits.networksHint",
      },
    ],
  },
];

/** What a scope may set: an operator everything there, everybody else what is not the operator's. */
export function groupsFor(level: Level, isOperator: boolean): LimitGroup[] {
  return LIMIT_GROUPS.map((group) => ({
    ...group,
    limits: group.limits.filter(({ levels, isOperators }) => levels.includes(level) && (isOperator || !isOperators)),
  })).filter(({ limits }) => limits.length > 0);
}
