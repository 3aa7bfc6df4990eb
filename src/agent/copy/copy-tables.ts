import type { PolicyLevel, ScheduledMode, SubaddressDomain } from "../../decision/index.js";
import { DEFAULT_DECISION_SETTINGS, type DecisionSettings } from "../../decision/index.js";
import { pathsFromTop } from "../../kernel/index.js";
import type { PolicyScopeKind } from "../../replication/index.js";
import {
  type AccountValue,
  type AliasesValue,
  decodeAccount,
  decodeAliases,
  domainNumberOf,
  identifierBytes,
  NO_ALIASES,
  numberKey,
  wholeLogin,
} from "./copy-layout.js";
import { type CopyStore, hashKeyOf, numbersAt, readJson } from "./copy-store.js";

export interface StoredDomain {
  readonly id: string;
  readonly name: string;
  readonly resellerPath: string;
  readonly isSuspended: boolean;
  /** Whether it is shown to be its tenant's own; absent in a copy of before that could be otherwise. */
  readonly isProven?: boolean;
}

export interface StoredReseller {
  readonly id: string;
  readonly isSuspended: boolean;
}

export interface StoredPolicy {
  readonly schedule: readonly ScheduledMode[] | null;
  readonly subaddressDelimiters: string | null;
  readonly allowNullSender: boolean | null;
  readonly subaddressDomains?: readonly SubaddressDomain[] | null;
  readonly locked: readonly string[];
}

/** An account with its number, and the domain it is in. */
export interface HeldAccount {
  readonly number: number;
  readonly account: AccountValue;
  readonly domain: StoredDomain;
  readonly loginKey: string;
}

export function policyKey(scopeKind: PolicyScopeKind | string, scopeId: string): Buffer {
  return Buffer.from(`${scopeKind.slice(0, 1)}${scopeId}`);
}

export function findDomain(store: CopyStore, number: number): StoredDomain | null {
  return readJson<StoredDomain>(store.tables.domains, numberKey(number));
}

export function findDomainNumber(store: CopyStore, id: string): number | null {
  return store.tables.domainIds.get(identifierBytes(id))?.readUInt32BE(0) ?? null;
}

export function findDomainByName(store: CopyStore, name: string): StoredDomain | null {
  const number = store.tables.domainNames.get(Buffer.from(name))?.readUInt32BE(0);
  return number === undefined ? null : findDomain(store, number);
}

/** The account whose address or alias this is; aliases in domains that are not proven count. */
export function findAccountByLogin(store: CopyStore, loginKey: string): HeldAccount | null {
  let byAlias: HeldAccount | null = null;
  for (const number of numbersAt(store.tables.logins, hashKeyOf(store.hash, loginKey))) {
    const held = holdAccount(store, number);
    if (held?.loginKey === loginKey) return held;
    if (held?.account.hasAliases && namesOfAccount(store, held).includes(loginKey)) byAlias = held;
  }
  return byAlias;
}

/** Every login that is the account's: its address and its aliases. */
export function namesOfAccount(store: CopyStore, { number, account, loginKey }: HeldAccount): string[] {
  if (!account.hasAliases) return [loginKey];
  const { proven, unproven } = aliasesOf(store, number);
  return [loginKey, ...proven, ...unproven];
}

export function findAccountById(store: CopyStore, id: string): HeldAccount | null {
  for (const number of numbersAt(store.tables.ids, hashKeyOf(store.hash, id))) {
    const held = holdAccount(store, number);
    if (held?.account.id === id) return held;
  }
  return null;
}

/** Null also for an account whose domain is gone: removing a domain removes its accounts by that alone. */
export function holdAccount(store: CopyStore, number: number): HeldAccount | null {
  const value = store.tables.accounts.get(numberKey(number));
  if (value === undefined) return null;
  const domain = findDomain(store, domainNumberOf(value));
  if (domain === null) return null;
  const account = decodeAccount(value);
  return { number, account, domain, loginKey: wholeLogin(account, domain.name) };
}

export function aliasesOf(store: CopyStore, number: number): AliasesValue {
  const value = store.tables.aliases.get(numberKey(number));
  return value === undefined ? NO_ALIASES : decodeAliases(value);
}

export function isBlocked(store: CopyStore, addressKey: string): boolean {
  return store.tables.blocked.get(hashKeyOf(store.hash, addressKey)) !== undefined;
}

export function isAnyResellerSuspended(store: CopyStore, resellerPath: string): boolean {
  return pathsFromTop(resellerPath).some(
    (path) => readJson<StoredReseller>(store.tables.resellers, Buffer.from(path))?.isSuspended ?? false,
  );
}

/** Levels of policy from the platform down to a domain, scopes without a policy left out. */
export function policyLevelsOfDomain(store: CopyStore, domain: StoredDomain): PolicyLevel[] {
  const resellers = pathsFromTop(domain.resellerPath).map(
    (path) => readJson<StoredReseller>(store.tables.resellers, Buffer.from(path))?.id ?? null,
  );
  return [
    findPolicyLevel(store, "PLATFORM", ""),
    ...resellers.map((id) => (id === null ? null : findPolicyLevel(store, "RESELLER", id))),
    findPolicyLevel(store, "DOMAIN", domain.id),
  ].filter((level) => level !== null);
}

export function findPolicyLevel(store: CopyStore, scopeKind: PolicyScopeKind, scopeId: string): PolicyLevel | null {
  const policy = readJson<StoredPolicy>(store.tables.policies, policyKey(scopeKind, scopeId));
  if (policy === null) return null;
  const { schedule, subaddressDelimiters, allowNullSender, subaddressDomains = null, locked } = policy;
  const settings: DecisionSettings = {
    ...(schedule === null ? {} : { schedule }),
    ...(subaddressDelimiters === null ? {} : { subaddressDelimiters }),
    ...(allowNullSender === null ? {} : { allowNullSender }),
    ...(subaddressDomains === null ? {} : { subaddressDomains }),
  };
  return { settings, locked: locked.filter(isDecisionSetting) };
}

function isDecisionSetting(name: string): name is keyof DecisionSettings {
  return Object.hasOwn(DEFAULT_DECISION_SETTINGS, name);
}
