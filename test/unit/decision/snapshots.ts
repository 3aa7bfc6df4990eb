import type {
  AuthorizationFact,
  AuthorizationState,
  DecisionSettings,
  DecisionSnapshot,
  DomainAuthorizationFact,
  PolicyLevel,
  PolicyMode,
} from "../../../src/decision/index.js";

export const NOW = Date.UTC(2027, 3, 12);
export const PUBLIC_URL = "https://mayfrom.example";

export interface Facts {
  /** Null for a login that is not known. */
  readonly login?: string | null;
  readonly isSuspended?: boolean;
  readonly isDomainProven?: boolean;
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
  return {
    revision: 7,
    account:
      login === null
        ? null
        : {
            accountId: "account-1",
            loginKey: login,
            isSuspended: facts.isSuspended ?? false,
            isDomainProven: facts.isDomainProven ?? true,
            aliasKeys: new Set(facts.aliases),
            policyLevels: levels,
          },
    platformLevels: levels,
    authorizationFor: (addressKey) => {
      const fact = facts.authorizations?.[addressKey];
      if (fact === undefined) return null;
      return typeof fact === "string" ? { authorizationId: `id of ${addressKey}`, state: fact, expiresAt: null } : fact;
    },
    domainAuthorizationFor: (domainName) => facts.domains?.[domainName] ?? null,
  };
}
