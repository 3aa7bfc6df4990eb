import type { DecisionSource } from "../../src/agent/index.js";
import {
  type AccountFact,
  type DecisionSnapshot,
  decide,
  loginKeyOf,
  type PolicyLevel,
} from "../../src/decision/index.js";

/** The real rules over accounts in memory: `user<n>@d<n % 1000>.example` with one authorized address each. */
export function createMemorySource(accounts: number): DecisionSource {
  const authorizedBy = new Map<string, string>();
  const policyLevels: PolicyLevel[] = [{ settings: { schedule: [{ at: 0, mode: "ENFORCE" }] }, locked: [] }];
  for (let n = 0; n < accounts; n++)
    authorizedBy.set(`user${n}@d${n % 1000}.example`, `alias${n}@d${n % 1000}.example`);
  const aliasKeys: ReadonlySet<string> = new Set();
  return {
    decide(question) {
      const loginKey = loginKeyOf(question.login);
      const authorized = authorizedBy.get(loginKey);
      const account: AccountFact = { accountId: loginKey, loginKey, isSuspended: false, aliasKeys, policyLevels };
      const snapshot: DecisionSnapshot = {
        revision: 1,
        account: authorized === undefined ? null : account,
        platformLevels: policyLevels,
        authorizationFor: (key) =>
          key === authorized ? { authorizationId: key, state: "AUTHORIZED", expiresAt: null } : null,
        domainAuthorizationFor: () => null,
      };
      return decide(question, snapshot, Date.now(), "https://mayfrom.example");
    },
    owners: null,
    freshness: () => ({ revision: 1, ageMs: 0, isReady: true }),
  };
}
