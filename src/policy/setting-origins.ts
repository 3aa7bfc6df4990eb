import type { Policy } from "./policy.entity.js";
import { type PolicyChainLink, resolveSettings } from "./policy-levels.queries.js";
import { POLICY_SETTINGS, type PolicySettings, SETTING_NAMES, type SettingName } from "./settings-table.js";

/** What holds of one setting, and by whom. */
export interface SettingOrigin {
  readonly name: SettingName;
  readonly value: PolicySettings[SettingName];
  /** The nearest scope whose value counts; null for the default. */
  readonly setOn: Policy | null;
  /** The scope that keeps it from those below; null where none does. */
  readonly lockedOn: Policy | null;
}

/** Every setting at the end of a chain, in the order of the table. */
export function settingOrigins(chain: readonly PolicyChainLink[]): SettingOrigin[] {
  const effective = resolveSettings(chain);
  return SETTING_NAMES.map((name) => {
    const lockedAt = chain.findIndex(({ locked }) => locked.includes(name));
    const counted = lockedAt < 0 ? chain : chain.slice(0, lockedAt + 1);
    const setOn = counted.findLast(({ settings }) => settings[name] !== undefined && settings[name] !== null);
    return {
      name,
      value: effective[name],
      setOn: setOn?.policy ?? null,
      lockedOn: lockedAt < 0 ? null : (chain[lockedAt]?.policy ?? null),
    };
  });
}

/** For people and documentation: `1…8760`, `OFF, PROPOSE, GRANDFATHER`. */
export function boundsOf(name: SettingName): string {
  const { type, range, choices, maxEntries } = POLICY_SETTINGS[name];
  if (type === "YES_NO") return "true, false";
  if (type === "MOMENT") return "a date and time";
  if (type === "SCHEDULE") return `up to ${maxEntries} steps: ${choices?.join(", ")}`;
  if (type === "LIST") return `up to ${maxEntries} entries`;
  if (choices !== undefined) return choices.join(", ");
  return `${range?.join("…")}${type === "CHARACTERS" ? " characters" : ""}`;
}
