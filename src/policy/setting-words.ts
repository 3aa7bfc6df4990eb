import type { Language } from "../texts/index.js";
import type { SettingUnit } from "./setting.types.js";
import { POLICY_SETTINGS, type PolicySettings, type SettingName } from "./settings-table.js";

const COUNTED: Readonly<Record<SettingUnit, (language: Language, count: number) => string>> = {
  hours: ({ say }, count) => say("settingValue.hours", { count }),
  days: ({ say }, count) => say("settingValue.days", { count }),
  messages: ({ say }, count) => say("settingValue.messages", { count }),
  "messages in seven days": ({ say }, count) => say("settingValue.messagesInSevenDays", { count }),
  "complaints in 30 days": ({ say }, count) => say("settingValue.complaintsInThirtyDays", { count }),
  "questions a day": ({ say }, count) => say("settingValue.questionsADay", { count }),
  "mails a day": ({ say }, count) => say("settingValue.mailsADay", { count }),
  "mails an hour": ({ say }, count) => say("settingValue.mailsAnHour", { count }),
  "addresses a day": ({ say }, count) => say("settingValue.addressesADay", { count }),
};

/** A value as it is typed, with what it counts in the reader's language: moments as ISO 8601, what is empty as nothing. */
export function settingInWords(name: SettingName, value: PolicySettings[SettingName], language: Language): string {
  const { type, unit } = POLICY_SETTINGS[name];
  const nothing = language.say("settingValue.none");
  if (type === "MOMENT") return value === 0 || value === undefined ? nothing : new Date(value as number).toISOString();
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map(entryInWords).join("; ");
  if (type === "CHARACTERS") return JSON.stringify(value);
  return unit === undefined ? String(value) : COUNTED[unit](language, Number(value));
}

type Entry = Exclude<PolicySettings["schedule" | "subaddressDomains" | "reportingDomains"], undefined>[number];

function entryInWords(entry: Entry): string {
  if (typeof entry === "string") return entry;
  return "at" in entry ? `${new Date(entry.at).toISOString()} ${entry.mode}` : `${entry.domain} ${entry.delimiters}`;
}
