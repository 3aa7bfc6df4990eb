import type { DecisionSettings, PolicyLevel } from "./decision.types.js";

/** What holds where no scope sets a value. */
export const DEFAULT_DECISION_SETTINGS: Readonly<Required<DecisionSettings>> = Object.freeze({
  schedule: Object.freeze([]),
  subaddressDelimiters: "+",
  allowNullSender: true,
  refusalAdvice: "LINK",
  resentMail: "BOTH",
  subaddressDomains: Object.freeze([]),
});

/**
 * The value of a setting for the lowest of the levels, which come from the top down; undefined where none sets it.
 * The nearest level that sets a value wins, unless a level above locks the setting. A level that locks without
 * setting a value locks the one it inherits, or the default.
 */
export function effectiveSetting<Settings extends object, Key extends keyof Settings>(
  levels: readonly PolicyLevel<Settings>[],
  key: Key,
): Settings[Key] | undefined {
  let value: Settings[Key] | undefined;
  for (const level of levels) {
    value = level.settings[key] ?? value;
    if (level.locked.includes(key)) break;
  }
  return value;
}

/** A setting that a decision depends on, with its default. */
export function effectiveDecisionSetting<Key extends keyof DecisionSettings>(
  levels: readonly PolicyLevel[],
  key: Key,
): Required<DecisionSettings>[Key] {
  const value = effectiveSetting(levels, key) as Required<DecisionSettings>[Key] | undefined;
  return value ?? DEFAULT_DECISION_SETTINGS[key];
}
