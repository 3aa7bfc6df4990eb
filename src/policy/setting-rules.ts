import { POSSIBLE_DELIMITERS, type PolicyMode, type ScheduledMode, type SubaddressDomain } from "../decision/index.js";
import { badInput, parseDomainName } from "../kernel/index.js";
import type { PolicySettings } from "./policy-settings.js";
import { requireReporters } from "./reporter-rules.js";

const MAX_STEPS = 50;
const MAX_DELIMITERS = 4;
/** Each copy of the authorizations holds them all, with the platform's policy. */
const MAX_SUBADDRESS_DOMAINS = 1_000;
const MODES: readonly PolicyMode[] = ["OFF", "MONITOR", "WARN", "ENFORCE"];

/** Bounds of the whole numbers among the settings. */
const RANGES: Readonly<Partial<Record<keyof PolicySettings, readonly [number, number]>>> = {
  verificationHours: [1, 24 * 90],
  requestsPerAccountAndDay: [0, 100_000],
  requestsPerAddressAndDay: [1, 1_000],
  noticesPerAddressAndDay: [1, 10_000],
  requestsPerTargetDomainAndHour: [1, 1_000_000],
  pauseUnusedAfterDays: [0, 3_650],
  ownerReminderDays: [0, 3_650],
  proactiveMessages: [1, 1_000_000],
  proactiveDays: [1, 365],
  grandfatherUntil: [0, Number.MAX_SAFE_INTEGER],
  observationDays: [1, 3_650],
  holdThreshold: [0, 1_000_000_000],
  complaintThreshold: [0, 1_000_000],
};

/** Throws BAD_USER_INPUT that names the setting and what would be valid. */
export function requireValidSettings(settings: PolicySettings): void {
  for (const [name, range] of Object.entries(RANGES)) {
    const value = settings[name as keyof PolicySettings];
    if (value === undefined || value === null) continue;
    const [least, most] = range;
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
      throw badInput(`input.${name}`, `${name} must be a whole number from ${least} to ${most}`, `${least}…${most}`);
    }
  }
  if (settings.schedule) requireValidSchedule(settings.schedule);
  requireReporters(settings);
  const { subaddressDelimiters } = settings;
  if (subaddressDelimiters !== undefined && !isOfDelimiters(subaddressDelimiters)) {
    throw badInput(
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
    throw badInput("input.subaddressDomains", most, `${MAX_SUBADDRESS_DOMAINS} domains`);
  }
  const seen = new Set<string>();
  return entries.map(({ domain: typed, delimiters }, index) => {
    const field = `input.subaddressDomains[${index}]`;
    const domain = parseDomainName(typed);
    if (domain === null) throw badInput(`${field}.domain`, "This is not a domain name", "example.org");
    if (seen.has(domain)) throw badInput(`${field}.domain`, "This domain is named twice", "each domain once");
    seen.add(domain);
    if (delimiters === "" || !isOfDelimiters(delimiters)) {
      const words = "One to four characters that may stand in a local part";
      throw badInput(`${field}.delimiters`, words, 'for instance "+"');
    }
    return { domain, delimiters };
  });
}

function requireValidSchedule(schedule: readonly ScheduledMode[]): void {
  if (schedule.length > MAX_STEPS) {
    throw badInput("input.schedule", `A schedule has at most ${MAX_STEPS} steps`, `${MAX_STEPS} steps`);
  }
  for (const [index, step] of schedule.entries()) {
    if (!MODES.includes(step.mode)) throw badInput(`input.schedule[${index}].mode`, "Unknown mode", MODES.join(", "));
    if (schedule.findIndex(({ at }) => at === step.at) !== index) {
      throw badInput(
        `input.schedule[${index}].at`,
        "Two steps at the same moment",
        "a moment of its own for each step",
      );
    }
  }
}
