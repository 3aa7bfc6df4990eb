import {
  addressesAsked,
  type CheckRequest,
  namesOfLogin,
  parseSenderAddress,
  possibleBases,
  type SignedInLogin,
} from "../decision/index.js";
import type { FoundAccount } from "./accounts.queries.js";
import { domainOf } from "./domains.js";
import type { LoginQuery } from "./logins.queries.js";
import type { Rules } from "./rules.js";

/** Of the rules, what is known before the look-up. */
type KnownBefore = Pick<Rules, "delimitersInUse" | "domainAliases">;

/** Domains of which it matters what they stand for: of logins that are no account's address, and of other addresses. */
export function domainsNamedBy(
  questions: readonly CheckRequest[],
  logins: readonly SignedInLogin[],
  found: ReadonlyMap<string, FoundAccount>,
): string[] {
  const names = new Set<string>();
  for (const [index, question] of questions.entries()) {
    const login = logins[index] as SignedInLogin;
    const account = found.get(login.key);
    if (account === undefined && login.address !== null) names.add(login.address.domain);
    for (const text of addressesAsked(question)) {
      if (text === account?.loginKey) continue;
      const parsed = parseSenderAddress(text);
      if (parsed.ok) names.add(parsed.address.domain);
    }
  }
  return [...names];
}

/**
 * What must be looked up before it is known whose the logins are and where addresses are divided: nothing for a known
 * login and an address without any delimiter that a policy names.
 */
export function namesWantedBy(
  questions: readonly CheckRequest[],
  logins: readonly SignedInLogin[],
  found: ReadonlyMap<string, FoundAccount>,
  { delimitersInUse: delimiters, domainAliases }: KnownBefore,
): LoginQuery {
  const targetOf = ({ address }: SignedInLogin) =>
    address === null ? null : (domainAliases.named(address.domain)?.target.name ?? null);
  const accountNames = new Set<string>();
  const domainNames = new Set<string>();
  for (const [index, question] of questions.entries()) {
    const login = logins[index] as SignedInLogin;
    const account = found.get(login.key);
    if (account === undefined) {
      for (const name of namesOfLogin(login, delimiters, targetOf(login))) accountNames.add(name);
      if (login.address !== null) domainNames.add(login.address.domain);
    }
    const ownDomain = account === undefined ? null : domainOf(account.loginKey);
    for (const text of addressesAsked(question)) {
      if (text === account?.loginKey) continue;
      const parsed = parseSenderAddress(text);
      // Where an alias stands for is known with it.
      if (!parsed.ok || parsed.address.domain === ownDomain || domainAliases.named(parsed.address.domain)) continue;
      if (possibleBases(parsed.address, delimiters).length > 0) domainNames.add(parsed.address.domain);
    }
  }
  return { accountNames: [...accountNames], domainNames: [...domainNames] };
}
