import { DEFAULT_DECISION_SETTINGS, type DecisionSettings, type PolicyLevel } from "../decision/index.js";
import type { FeedChange } from "../feed/index.js";
import { pathsFromTop } from "../kernel/index.js";
import { chainsAmong, type Policy, type PolicyChainLink, type PolicyPlace } from "../policy/index.js";
import type { AccountPlace } from "./accounts.queries.js";

/** What is set from above for the accounts of a batch, or of the whole platform: policies and suspensions. */
export interface Rules {
  /** For a login that is not known. */
  readonly platformLevels: readonly PolicyLevel[];
  levelsAt(place: AccountPlace): readonly PolicyLevel[];
  /** The domain, or a reseller above it, is suspended. */
  isSuspendedAbove(place: AccountPlace): boolean;
  /** False when these rules hold as well after the change. Each domain that is made is a change, and few are suspended. */
  mayChangeBy(change: FeedChange): boolean;
}

export interface Suspensions {
  readonly resellerPaths: ReadonlySet<string>;
  readonly domainIds: ReadonlySet<string>;
}

export function rulesOf(policies: readonly Policy[], { resellerPaths, domainIds }: Suspensions): Rules {
  const chainAt = chainsAmong(policies);
  const levelsAt = (place: PolicyPlace) => chainAt(place).map(decisionLevelOf);
  const platformLevels = levelsAt({});
  const hasOnlyPlatform = policies.length === platformLevels.length;
  return {
    platformLevels,
    levelsAt: hasOnlyPlatform ? () => platformLevels : levelsAt,
    isSuspendedAbove: ({ resellerPath, domainId }) =>
      domainIds.has(domainId) ||
      (resellerPaths.size > 0 && pathsFromTop(resellerPath).some((path) => resellerPaths.has(path))),
    mayChangeBy: (change) => change.kind !== "DOMAIN" || change.isSuspended || domainIds.has(change.id),
  };
}

function decisionLevelOf({ settings, locked }: PolicyChainLink): PolicyLevel {
  return { settings, locked: locked.filter(isDecisionSetting) };
}

function isDecisionSetting(name: string): name is keyof DecisionSettings {
  return name in DEFAULT_DECISION_SETTINGS;
}
