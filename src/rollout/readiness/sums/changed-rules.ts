import type { RecordedEvent } from "../../../audit/index.js";
import type { PolicySettings } from "../../../policy/index.js";

/** What readiness asks a policy about; whatever else one says changes no figure. */
const SETTINGS = [
  "schedule",
  "allowNullSender",
  "subaddressDelimiters",
  "subaddressDomains",
  "observationDays",
] as const satisfies (keyof PolicySettings)[];

type Setting = (typeof SETTINGS)[number];

/** Of an event about a policy: those that it has set, taken back, locked or unlocked. */
export function changedSettings({ before, after }: Pick<RecordedEvent, "before" | "after">): Set<Setting> {
  return new Set(SETTINGS.filter((name) => standOf(before, name) !== standOf(after, name)));
}

/** Policies are in events as they are kept: settings by name, and the names of those that are locked. */
function standOf(policy: unknown, name: Setting): string {
  const { settings, locked } = (policy ?? {}) as Partial<Record<"settings", PolicySettings>> & { locked?: string[] };
  return JSON.stringify([settings?.[name] ?? null, locked?.includes(name) ?? false]);
}
