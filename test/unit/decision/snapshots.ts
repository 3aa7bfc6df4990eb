import {
  type AuthorizationFact,
  type AuthorizationState,
  type DecisionSettings,
  type DecisionSnapshot,
  type DomainAuthorizationFact,
  delimitersOfAddress,
  type PolicyLevel,
  type PolicyMode,
} from "../../../src/decision/index.js";

export const NOW = Date.UTC(2027, 3, 12);

export interface Facts {
  /** Null for a login that is not known. */
  readonly login?: string | null;
  readonly isSuspended?: boolean;
  /** Domains that are hosted here, with whether they are proven; the account's is, unless told otherwise. */
  readonly hosted?: Readonly<Record<string, boolean>>;
  /** As signed in with; the account's address unless told otherwise. */
  readonly signedIn?: string;
  /** Of the domain of a login that is not known. */
  readonly isDomainSuspended?: boolean;
  /** Proven domain aliases, with what they stand for. */
  readonly targets?: Readonly<Record<string, string>>;
  /** Addresses that are somebody else's by themselves. */
  readonly taken?: readonly string[];
  readonly aliases?: readonly string[];
  readonly authorizations?: Readonly<Record<string, AuthorizationState | AuthorizationFact>>;
  readonly domains?: Readonly<Record<string, DomainAuthorizationFact>>;
  readonly settings?: DecisionSettings;
  readonly mode?: PolicyMode;
}

export function level(
  settings: DecisionSettings,
  ...locked: readonly (keyof DecisionSettings)[]
): PolicyLevel<DecisionSettings> {
  return { settings, locked };
}

export function snapshotOf(facts: Facts): DecisionSnapshot {
  const schedule = facts.mode === undefined ? {} : { schedule: [{ at: 0, mode: facts.mode }] };
  const levels = [level({ ...schedule, ...facts.settings })];
  const login = facts.login === undefined ? "anna@example.org" : facts.login;
  const hosted: Readonly<Record<string, boolean>> = { "example.org": true, ...facts.hosted };
  return {
    revision: 7,
    signedInKey: facts.signedIn ?? login ?? "anna@example.org",
    account:
      login === null
        ? null
        : {
            accountId: "account-1",
            loginKey: login,
            isSuspended: facts.isSuspended ?? false,
            aliasKeys: new Set(facts.aliases),
            policyLevels: levels,
          },
    unknownLogin: { isSuspended: facts.isDomainSuspended ?? false, policyLevels: levels },
    delimitersOf: (name) => {
      const isProven = hosted[name];
      const fact = isProven === undefined ? null : { isSuspended: false, isProven, policyLevels: levels };
      return delimitersOfAddress(name, fact, levels);
    },
    targetOf: (name) => facts.targets?.[name] ?? null,
    isTaken: (key) => facts.taken?.includes(key) ?? false,
    authorizationFor: (addressKey) => {
      const fact = facts.authorizations?.[addressKey];
      if (fact === undefined) return null;
      return typeof fact === "string" ? { authorizationId: `id of ${addressKey}`, state: fact, expiresAt: null } : fact;
    },
    domainAuthorizationFor: (domainName) => facts.domains?.[domainName] ?? null,
  };
}
