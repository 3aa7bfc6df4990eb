import { POSSIBLE_DELIMITERS, type ScheduledMode, type SubaddressDomain } from "../decision/index.js";
import { badInput, because, parseDomainName, required } from "../kernel/index.js";
import { requireReporters } from "./reporter-rules.js";
import { POLICY_SETTINGS, type PolicySettings, SETTING_NAMES } from "./settings-table.js";

const MODES = required(POLICY_SETTINGS.schedule.choices);
const MAX_STEPS = required(POLICY_SETTINGS.schedule.maxEntries);
const MAX_SUBADDRESS_DOMAINS = required(POLICY_SETTINGS.subaddressDomains.maxEntries);
const [, MAX_DELIMITERS] = required(POLICY_SETTINGS.subaddressDelimiters.range);

/** Throws BAD_USER_INPUT that names the setting and what would be valid. */
export function requireValidSettings(settings: PolicySettings): void {
  for (const name of SETTING_NAMES) {
    const { type, range } = POLICY_SETTINGS[name];
    const value = settings[name];
    if (value === undefined || value === null || range === undefined || type === "CHARACTERS") continue;
    const [least, most] = range;
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
      throw badInput(
        because("OUT_OF_RANGE", { min: least, max: most }),
        `input.${name}`,
        `${name} must be a whole number from ${least} to ${most}`,
        `${least}…${most}`,
      );
    }
  }
  if (settings.schedule) requireValidSchedule(settings.schedule);
  requireReporters(settings);
  const { subaddressDelimiters } = settings;
  if (subaddressDelimiters !== undefined && !isOfDelimiters(subaddressDelimiters)) {
    throw badInput(
      "DELIMITER_NOT_ALLOWED",
      "input.subaddressDelimiters",
      "Up to four characters that may stand in a local part",
      'for instance "+"',
    );
  }
}

function isOfDelimiters(text: string): boolean {
  return text.length <= MAX_DELIMITERS && [...text].every((character) => POSSIBLE_DELIMITERS.includes(character));
}

/** By A-label. Throws BAD_USER_INPUT that names the entry. */
export function canonicalSubaddressDomains(entries: readonly SubaddressDomain[]): SubaddressDomain[] {
  if (entries.length > MAX_SUBADDRESS_DOMAINS) {
    const most = `At most ${MAX_SUBADDRESS_DOMAINS} domains`;
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_SUBADDRESS_DOMAINS }),
      "input.subaddressDomains",
      most,
      `${MAX_SUBADDRESS_DOMAINS} domains`,
    );
  }
  const seen = new Set<string>();
  return entries.map(({ domain: typed, delimiters }, index) => {
    const field = `input.subaddressDomains[${index}]`;
    const domain = parseDomainName(typed);
    if (domain === null)
      throw badInput("DOMAIN_NAME_MALFORMED", `${field}.domain`, "This is not a domain name", "example.org");
    if (seen.has(domain))
      throw badInput("NAMED_TWICE", `${field}.domain`, "This domain is named twice", "each domain once");
    seen.add(domain);
    if (delimiters === "" || !isOfDelimiters(delimiters)) {
      const words = "One to four characters that may stand in a local part";
      throw badInput("DELIMITER_NOT_ALLOWED", `${field}.delimiters`, words, 'for instance "+"');
    }
    return { domain, delimiters };
  });
}

function requireValidSchedule(schedule: readonly ScheduledMode[]): void {
  if (schedule.length > MAX_STEPS) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_STEPS }),
      "input.schedule",
      `A schedule has at most ${MAX_STEPS} steps`,
      `${MAX_STEPS} steps`,
    );
  }
  for (const [index, step] of schedule.entries()) {
    if (!MODES.includes(step.mode))
      throw badInput("MODE_UNKNOWN", `input.schedule[${index}].mode`, "Unknown mode", MODES.join(", "));
    if (schedule.findIndex(({ at }) => at === step.at) !== index) {
      throw badInput(
        "NAMED_TWICE",
        `input.schedule[${index}].at`,
        "Two steps at the same moment",
        "a moment of its own for each step",
      );
    }
  }
}
