import type { PolicyLevel } from "../../decision/index.js";
import type { CopyStore } from "./copy-store.js";
import { type StoredAccount, wholeLogin } from "./tables/accounts.js";
import { namesOf } from "./tables/aliases.js";
import type { StoredDomain } from "./tables/domains.js";

/** An account with its number, and the domain it is in. */
export interface HeldAccount {
  readonly number: number;
  readonly account: StoredAccount;
  readonly domain: StoredDomain;
  readonly loginKey: string;
}

/** Null also for an account whose domain is gone: removing a domain removes its accounts by that alone. */
export function holdAccount(store: CopyStore, number: number): HeldAccount | null {
  const account = store.accounts.get(number);
  const domain = account === null ? null : store.domains.get(account.domainNumber);
  if (account === null || domain === null) return null;
  return { number, account, domain, loginKey: wholeLogin(account, domain.name) };
}

/** The account whose address or alias this is; aliases in domains that are not proven count. */
export function findAccountByLogin(store: CopyStore, loginKey: string): HeldAccount | null {
  let byAlias: HeldAccount | null = null;
  for (const number of store.logins.at(loginKey)) {
    const held = holdAccount(store, number);
    if (held?.loginKey === loginKey) return held;
    if (held?.account.hasAliases && namesOfAccount(store, held).includes(loginKey)) byAlias = held;
  }
  return byAlias;
}

export function findAccountById(store: CopyStore, id: string): HeldAccount | null {
  for (const number of store.accountIds.at(id)) {
    const held = holdAccount(store, number);
    if (held?.account.id === id) return held;
  }
  return null;
}

/** Every login that is the account's: its address and its aliases. */
export function namesOfAccount(store: CopyStore, { number, account, loginKey }: HeldAccount): string[] {
  return account.hasAliases ? [loginKey, ...namesOf(store.aliases.get(number))] : [loginKey];
}

/** Levels of policy from the platform down to a domain, scopes without a policy left out. */
export function policyLevelsOfDomain({ policies, resellers }: CopyStore, domain: StoredDomain): PolicyLevel[] {
  return [
    policies.levelOf("PLATFORM", ""),
    ...resellers.fromTop(domain.resellerPath).map((reseller) => reseller && policies.levelOf("RESELLER", reseller.id)),
    policies.levelOf("DOMAIN", domain.id),
  ].filter((level) => level !== null);
}
