import type { DecisionSource } from "../../../../src/agent/decision-source.js";
import {
  type AuthorizationState,
  type CheckRequest,
  type DecisionSnapshot,
  decide,
  loginKeyOf,
  type PolicyMode,
  type ResentMail,
  smtpReply,
} from "../../../../src/decision/index.js";

export interface TableAccount {
  readonly aliases?: readonly string[];
  readonly authorizations?: Readonly<Record<string, AuthorizationState>>;
  readonly domains?: readonly string[];
  readonly mode?: PolicyMode;
  readonly isSuspended?: boolean;
  readonly allowNullSender?: boolean;
  readonly subaddressDelimiters?: string;
  readonly resentMail?: ResentMail;
}

/** Keys of accounts, aliases and authorizations are canonical addresses. */
export type Table = Readonly<Record<string, TableAccount>>;

const REVISION = 7;
export const PUBLIC_URL = "https://mayfrom.example";

/** The real rules over a few accounts in memory. */
export function createTableSource(table: Table): DecisionSource & { asked: number } {
  const snapshots = new Map(Object.entries(table).map(([login, account]) => [login, snapshotOf(login, account)]));
  const nobody = (login: string): DecisionSnapshot => ({
    revision: REVISION,
    signedInKey: loginKeyOf(login),
    account: null,
    unknownLogin: {
      isSuspended: false,
      policyLevels: [{ settings: { schedule: [{ at: 0, mode: "ENFORCE" }] }, locked: [] }],
    },
    delimitersOf: () => "",
    targetOf: () => null,
    isTaken: () => false,
    authorizationFor: () => null,
    domainAuthorizationFor: () => null,
  });
  const source = {
    asked: 0,
    decide(question: CheckRequest) {
      source.asked += 1;
      const decision = decide(
        question,
        snapshots.get(loginKeyOf(question.login)) ?? nobody(question.login),
        Date.now(),
      );
      return { ...decision, smtpReply: smtpReply(decision, PUBLIC_URL) };
    },
    owners: {
      ownersOfAddress: (key: string) =>
        Object.entries(table)
          .filter(([login, a]) => login === key || a.aliases?.includes(key) || a.authorizations?.[key] !== undefined)
          .map(([login]) => login),
      ownersOfDomain: (domain: string) =>
        Object.entries(table)
          .filter(([, account]) => account.domains?.includes(domain))
          .map(([login]) => login),
    },
    freshness: () => ({ revision: REVISION, ageMs: 0, isReady: true }),
  };
  return source;
}

function snapshotOf(login: string, account: TableAccount): DecisionSnapshot {
  const { mode = "ENFORCE", allowNullSender = true, subaddressDelimiters = "+", resentMail = "BOTH" } = account;
  const settings = { schedule: [{ at: 0, mode }], allowNullSender, subaddressDelimiters, resentMail };
  return {
    revision: REVISION,
    signedInKey: login,
    account: {
      accountId: `account of ${login}`,
      loginKey: login,
      isSuspended: account.isSuspended ?? false,
      aliasKeys: new Set(account.aliases),
      policyLevels: [{ settings, locked: [] }],
    },
    unknownLogin: { isSuspended: false, policyLevels: [] },
    delimitersOf: (name) => (login.endsWith(`@${name}`) ? subaddressDelimiters : ""),
    targetOf: () => null,
    isTaken: () => false,
    authorizationFor: (key) => {
      const state = account.authorizations?.[key];
      return state === undefined ? null : { authorizationId: `${login} as ${key}`, state, expiresAt: null };
    },
    domainAuthorizationFor: (name) => (account.domains?.includes(name) ? { expiresAt: null } : null),
  };
}
