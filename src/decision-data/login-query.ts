import {
  type CheckRequest,
  namesOfLogin,
  POSSIBLE_DELIMITERS,
  parseSenderAddress,
  possibleBases,
  type SignedInLogin,
} from "../decision/index.js";
import type { FoundAccount } from "./accounts.queries.js";
import { domainOf } from "./domains.js";
import type { LoginQuery } from "./logins.queries.js";
import type { Rules } from "./rules.js";

/**
 * What must be looked up before it is known whose the logins are and where addresses are divided: nothing for a known
 * login and an address without any delimiter that a policy names.
 */
export function namesWantedBy(
  questions: readonly CheckRequest[],
  logins: readonly SignedInLogin[],
  found: ReadonlyMap<string, FoundAccount>,
  kept: Rules | null,
): LoginQuery {
  const delimiters = kept?.delimitersInUse ?? POSSIBLE_DELIMITERS;
  const accountNames = new Set<string>();
  const domainNames = new Set<string>();
  for (const [index, { reversePath, fromAddresses = [] }] of questions.entries()) {
    const login = logins[index] as SignedInLogin;
    const account = found.get(login.key);
    if (account === undefined) {
      for (const name of namesOfLogin(login, delimiters)) accountNames.add(name);
      if (login.address !== null) domainNames.add(login.address.domain);
    }
    const ownDomain = account === undefined ? null : domainOf(account.loginKey);
    for (const text of [reversePath, ...fromAddresses]) {
      if (text === account?.loginKey) continue;
      const parsed = parseSenderAddress(text);
      if (!parsed.ok || parsed.address.domain === ownDomain) continue;
      if (possibleBases(parsed.address, delimiters).length > 0) domainNames.add(parsed.address.domain);
    }
  }
  return { accountNames: [...accountNames], domainNames: [...domainNames] };
}
