import { DEFAULT_DECISION_SETTINGS, type DecisionSettings, type PolicyLevel } from "../decision/index.js";
import type { FeedChange } from "../feed/index.js";
import { pathsFromTop } from "../kernel/index.js";
import { chainsAmong, type Policy, type PolicyChainLink, type PolicyPlace } from "../policy/index.js";
import type { DomainAliases } from "./domain-aliases.js";
import type { DomainPlace } from "./logins.queries.js";

/** What is set from above for the accounts of a batch, or of the whole platform: policies and suspensions. */
export interface Rules {
  /** For a login that is not known. */
  readonly platformLevels: readonly PolicyLevel[];
  /** Those of an account where the place is one's, else those of the domain. */
  levelsAt(place: DomainPlace & { readonly accountId?: string }): readonly PolicyLevel[];
  /** Every character that any of these policies, or the default, lets begin a subaddress. */
  readonly delimitersInUse: string;
  /** The domain, or a reseller above it, is suspended. */
  isSuspendedAbove(place: DomainPlace): boolean;
  /** The domain is shown to be its tenant's own. */
  isProven(place: DomainPlace): boolean;
  readonly domainAliases: DomainAliases;
  /** False when these rules hold as well after the change. Each domain that is made is a change, and few are suspended. */
  mayChangeBy(change: FeedChange): boolean;
}

/** What is not as it is for nearly all. */
export interface Exceptions {
  readonly suspendedPaths: ReadonlySet<string>;
  readonly suspendedDomainIds: ReadonlySet<string>;
  readonly unprovenDomainIds: ReadonlySet<string>;
  readonly domainAliases: DomainAliases;
}

export function rulesOf(policies: readonly Policy[], exceptions: Exceptions): Rules {
  const { suspendedPaths, suspendedDomainIds, unprovenDomainIds, domainAliases } = exceptions;
  const chainAt = chainsAmong(policies);
  const levelsAt = (place: PolicyPlace) => chainAt(place).map(decisionLevelOf);
  const platformLevels = levelsAt({});
  const hasOnlyPlatform = policies.length === platformLevels.length;
  return {
    platformLevels,
    delimitersInUse: delimitersAmong(policies),
    levelsAt: hasOnlyPlatform ? () => platformLevels : levelsAt,
    isSuspendedAbove: ({ resellerPath, domainId }) =>
      suspendedDomainIds.has(domainId) ||
      (suspendedPaths.size > 0 && pathsFromTop(resellerPath).some((path) => suspendedPaths.has(path))),
    isProven: ({ domainId }) => !unprovenDomainIds.has(domainId),
    domainAliases,
    mayChangeBy(change) {
      if (change.kind === "DOMAIN_REMOVED") return domainAliases.isAmong(change.id);
      if (change.kind !== "DOMAIN") return true;
      return (
        change.isSuspended ||
        change.isProven === false ||
        change.aliasOfId !== undefined ||
        suspendedDomainIds.has(change.id) ||
        unprovenDomainIds.has(change.id) ||
        domainAliases.isAmong(change.id)
      );
    },
  };
}

function delimitersAmong(policies: readonly Policy[]): string {
  const named = policies.flatMap(({ settings: { subaddressDelimiters = "", subaddressDomains = [] } }) => [
    subaddressDelimiters,
    ...subaddressDomains.map(({ delimiters }) => delimiters),
  ]);
  return [...new Set([DEFAULT_DECISION_SETTINGS.subaddressDelimiters, ...named].join(""))].join("");
}

function decisionLevelOf({ settings, locked }: PolicyChainLink): PolicyLevel {
  return { settings, locked: locked.filter(isDecisionSetting) };
}

function isDecisionSetting(name: string): name is keyof DecisionSettings {
  return Object.hasOwn(DEFAULT_DECISION_SETTINGS, name);
}
