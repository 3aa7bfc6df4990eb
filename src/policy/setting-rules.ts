import type { PolicyMode, ScheduledMode } from "../decision/index.js";
import { badInput } from "../kernel/index.js";
import type { PolicySettings } from "./policy-settings.js";

const MOST_STEPS = 50;
const MODES: readonly PolicyMode[] = ["OFF", "MONITOR", "WARN", "ENFORCE"];

/** Bounds of the whole numbers among the settings. */
const RANGES: Readonly<Partial<Record<keyof PolicySettings, readonly [number, number]>>> = {
  verificationHours: [1, 24 * 90],
  requestsPerAccountAndDay: [0, 100_000],
  requestsPerAddressAndDay: [1, 1_000],
  requestsPerTargetDomainAndHour: [1, 1_000_000],
  pauseUnusedAfterDays: [0, 3_650],
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
  if (
    settings.subaddressDelimiters !== undefined &&
    !/^[!#$%&'*+/=?^_`{|}~.-]{0,4}$/.test(settings.subaddressDelimiters)
  ) {
    throw badInput(
      "input.subaddressDelimiters",
      "Up to four characters that may stand in a local part",
      'for instance "+"',
    );
  }
}

function requireValidSchedule(schedule: readonly ScheduledMode[]): void {
  if (schedule.length > MOST_STEPS) {
    throw badInput("input.schedule", `A schedule has at most ${MOST_STEPS} steps`, `${MOST_STEPS} steps`);
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
