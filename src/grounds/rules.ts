import { DEFAULT_DECISION_SETTINGS, type DecisionSettings, type PolicyLevel } from "../decision/index.js";
import { pathsFromTop } from "../kernel/index.js";
import { chainsAmong, type Policy, type PolicyChainLink, type PolicyPlace } from "../policy/index.js";
import type { AccountPlace } from "./accounts.queries.js";

/** What is set from above for the accounts of a batch, or of the whole platform: policies and suspended resellers. */
export interface Rules {
  /** For a login that is not known. */
  readonly platformLevels: readonly PolicyLevel[];
  levelsAt(place: AccountPlace): readonly PolicyLevel[];
  isSuspendedAbove(resellerPath: string): boolean;
}

export function rulesOf(policies: readonly Policy[], suspendedPaths: ReadonlySet<string>): Rules {
  const chainAt = chainsAmong(policies);
  const levelsAt = (place: PolicyPlace) => chainAt(place).map(decisionLevelOf);
  const platformLevels = levelsAt({});
  const hasOnlyPlatform = policies.length === platformLevels.length;
  return {
    platformLevels,
    levelsAt: hasOnlyPlatform ? () => platformLevels : levelsAt,
    isSuspendedAbove: (resellerPath) =>
      suspendedPaths.size > 0 && pathsFromTop(resellerPath).some((path) => suspendedPaths.has(path)),
  };
}

function decisionLevelOf({ settings, locked }: PolicyChainLink): PolicyLevel {
  return { settings, locked: locked.filter(isDecisionSetting) };
}

function isDecisionSetting(name: string): name is keyof DecisionSettings {
  return name in DEFAULT_DECISION_SETTINGS;
}
