import type { ReplicaChange, ReplicaChangeOf } from "../../replication/index.js";
import { codeOfState, SIP_HASH_LENGTH } from "../../replication/index.js";
import {
  type AliasesValue,
  decodeSender,
  encodeAccount,
  encodeAliases,
  encodeDomainSender,
  encodeNumbers,
  encodeSender,
  identifierBytes,
  NO_ALIASES,
  NO_SENDER,
  numberKey,
  type SenderValue,
  shortenLogin,
} from "./copy-layout.js";
import { type BinaryTable, type CopyStore, hashKeyOf, numbersAt, senderKeyOf, writeJson } from "./copy-store.js";
import {
  aliasesOf,
  findAccountById,
  findDomain,
  findDomainNumber,
  type HeldAccount,
  namesOfAccount,
  policyKey,
  type StoredDomain,
} from "./copy-tables.js";

/** Numbers that one transaction gives out, and whether what is remembered of accounts and policies is void after it. */
export interface ChangeProgress {
  nextAccount: number;
  nextDomain: number;
  hasNewEpoch: boolean;
}

/**
 * Applies one change inside a write of the store. A change of something that is not held (another domain than the
 * chosen ones, or something that a newer full copy no longer had) changes nothing.
 */
export function applyChange(store: CopyStore, change: ReplicaChange, progress: ChangeProgress): void {
  if (change.kind === "AUTHORIZATION") {
    setSender(store, change.accountId, change.addressKey, codeOfState(change.state), change.expiresAt);
    return;
  }
  if (change.kind === "AUTHORIZATION_REMOVED") {
    setSender(store, change.accountId, change.addressKey, 0, null);
    return;
  }
  if (change.kind === "DOMAIN_AUTHORIZATION") {
    setDomainSender(store, change);
    return;
  }
  if (change.kind === "IDENTITY") {
    setBlocked(store, change.addressKey, change.isBlocked);
    return;
  }
  progress.hasNewEpoch = true;
  switch (change.kind) {
    case "RESELLER":
      setReseller(store, change);
      break;
    case "RESELLER_REMOVED":
      removeReseller(store, change.id);
      break;
    case "DOMAIN":
      setDomain(store, change, progress);
      break;
    case "DOMAIN_REMOVED":
      removeDomain(store, change.id);
      break;
    case "ACCOUNT":
      setAccount(store, change, progress);
      break;
    case "ACCOUNT_REMOVED":
      removeAccount(store, change.id);
      break;
    case "POLICY":
      setPolicy(store, change);
      break;
    case "POLICY_REMOVED":
      removePolicy(store, change.scopeKind, change.scopeId);
      break;
  }
}

function setSender(
  store: CopyStore,
  accountId: string,
  addressKey: string,
  stateCode: number,
  expiresAt: number | null,
): void {
  const held = findAccountById(store, accountId);
  if (held !== null) changeSender(store, held.number, addressKey, { stateCode, expiresAt });
}

function changeSender(store: CopyStore, number: number, addressKey: string, changes: Partial<SenderValue>): void {
  const key = senderKeyOf(store.hash, addressKey, number);
  const known = store.tables.senders.get(key);
  const value = { ...(known === undefined ? NO_SENDER : decodeSender(known)), ...changes };
  if (value.stateCode === 0 && !value.isAlias) store.tables.senders.removeSync(key);
  else store.tables.senders.putSync(key, encodeSender(value));
  keepAddress(store, key, addressKey);
}

/** The hash is the beginning of `key`. */
export function keepAddress(store: CopyStore, key: Buffer, text: string): void {
  if (store.nature.holdsAddresses) store.tables.addresses.putSync(key.subarray(0, SIP_HASH_LENGTH), Buffer.from(text));
}

function setDomainSender(store: CopyStore, change: ReplicaChangeOf<"DOMAIN_AUTHORIZATION">): void {
  const held = findAccountById(store, change.accountId);
  if (held === null) return;
  const key = senderKeyOf(store.hash, change.authorizedDomain, held.number);
  keepAddress(store, key, change.authorizedDomain);
  if (change.isAuthorized) store.tables.domainSenders.putSync(key, encodeDomainSender(change.expiresAt));
  else store.tables.domainSenders.removeSync(key);
}

export function setBlocked(store: CopyStore, addressKey: string, isBlocked: boolean): void {
  const key = hashKeyOf(store.hash, addressKey);
  if (isBlocked) store.tables.blocked.putSync(key, Buffer.from([1]));
  else store.tables.blocked.removeSync(key);
}

function setReseller(store: CopyStore, { id, path, isSuspended }: ReplicaChangeOf<"RESELLER">): void {
  const { resellers, resellerIds } = store.tables;
  const idKey = identifierBytes(id);
  const formerPath = resellerIds.get(idKey)?.toString("utf8");
  if (formerPath !== undefined && formerPath !== path) moveSubtree(store, formerPath, path);
  writeJson(resellers, Buffer.from(path), { id, isSuspended });
  resellerIds.putSync(idKey, Buffer.from(path));
}

/** The feed names only the reseller that moved; everything below it keeps its own part of the path. */
function moveSubtree(store: CopyStore, from: string, to: string): void {
  const { resellers, resellerIds, domains } = store.tables;
  const moved = [...resellers.getRange({ start: Buffer.from(from), end: Buffer.from(`${from}~`) })];
  for (const { key, value } of moved) {
    const path = Buffer.from(to + key.toString("utf8").slice(from.length));
    resellers.removeSync(key);
    resellers.putSync(path, value);
    resellerIds.putSync(identifierBytes((JSON.parse(value.toString("utf8")) as { id: string }).id), path);
  }
  const below = [...domains.getRange()].flatMap(({ key, value }) => {
    const domain = JSON.parse(value.toString("utf8")) as StoredDomain;
    return domain.resellerPath.startsWith(from) ? [{ key, domain }] : [];
  });
  for (const { key, domain } of below) {
    writeJson(domains, key, { ...domain, resellerPath: to + domain.resellerPath.slice(from.length) });
  }
}

function removeReseller(store: CopyStore, id: string): void {
  const path = store.tables.resellerIds.get(identifierBytes(id));
  if (path !== undefined) store.tables.resellers.removeSync(path);
  store.tables.resellerIds.removeSync(identifierBytes(id));
  removePolicy(store, "RESELLER", id);
}

function setDomain(store: CopyStore, change: ReplicaChangeOf<"DOMAIN">, progress: ChangeProgress): void {
  const { id, name, resellerPath, isSuspended, isProven = true } = change;
  if (!store.isChosen(name)) {
    removeDomain(store, id);
    return;
  }
  const former = findDomainNumber(store, id);
  const number = former ?? progress.nextDomain++;
  const formerName = former === null ? null : findDomain(store, former)?.name;
  if (formerName && formerName !== name) removeName(store, formerName, number);
  const domain: StoredDomain = { id, name, resellerPath, isSuspended, isProven };
  writeJson(store.tables.domains, numberKey(number), domain);
  store.tables.domainIds.putSync(identifierBytes(id), numberKey(number));
  store.tables.domainNames.putSync(Buffer.from(name), numberKey(number));
}

/** A name that another domain has taken meanwhile is left to it. */
function removeName(store: CopyStore, name: string, number: number): void {
  const key = Buffer.from(name);
  if (store.tables.domainNames.get(key)?.readUInt32BE(0) === number) store.tables.domainNames.removeSync(key);
}

export function removeDomain(store: CopyStore, id: string): void {
  const number = findDomainNumber(store, id);
  if (number === null) return;
  const name = findDomain(store, number)?.name;
  if (name !== undefined) removeName(store, name, number);
  store.tables.domains.removeSync(numberKey(number));
  store.tables.domainIds.removeSync(identifierBytes(id));
  removePolicy(store, "DOMAIN", id);
}

function setAccount(store: CopyStore, change: ReplicaChangeOf<"ACCOUNT">, progress: ChangeProgress): void {
  const domainNumber = findDomainNumber(store, change.domainId);
  const domain = domainNumber === null ? null : findDomain(store, domainNumber);
  if (domainNumber === null || domain === null) return;
  const held = findAccountById(store, change.id);
  const number = held?.number ?? progress.nextAccount++;
  if (held !== null && held.loginKey !== change.loginKey) {
    removeNumber(store.tables.logins, hashKeyOf(store.hash, held.loginKey), number);
  }
  if (held === null) addNumber(store.tables.ids, hashKeyOf(store.hash, change.id), number);
  if (held?.loginKey !== change.loginKey) {
    addNumber(store.tables.logins, hashKeyOf(store.hash, change.loginKey), number);
  }
  const aliases = { proven: change.aliasKeys, unproven: change.unprovenAliasKeys ?? [] };
  setAliases(store, number, held?.account.hasAliases ? aliasesOf(store, number) : NO_ALIASES, aliases);
  store.tables.accounts.putSync(
    numberKey(number),
    encodeAccount({
      id: change.id,
      domainNumber,
      isSuspended: change.isSuspended,
      hasAliases: aliases.proven.length + aliases.unproven.length > 0,
      hasPolicy: store.tables.policies.get(policyKey("ACCOUNT", change.id)) !== undefined,
      ...shortenLogin(change.loginKey, domain.name),
    }),
  );
}

function setAliases(store: CopyStore, number: number, before: AliasesValue, after: AliasesValue): void {
  const { tables, hash } = store;
  for (const key of before.proven) {
    if (!after.proven.includes(key)) changeSender(store, number, key, { isAlias: false });
  }
  for (const key of after.proven) {
    if (!before.proven.includes(key)) changeSender(store, number, key, { isAlias: true });
  }
  const [namesBefore, names] = [before, after].map(({ proven, unproven }) => [...proven, ...unproven]) as [
    string[],
    string[],
  ];
  for (const key of namesBefore) {
    if (!names.includes(key)) removeNumber(tables.logins, hashKeyOf(hash, key), number);
  }
  for (const key of names) addNumber(tables.logins, hashKeyOf(hash, key), number);
  if (names.length > 0) tables.aliases.putSync(numberKey(number), encodeAliases(after));
  else if (namesBefore.length > 0) tables.aliases.removeSync(numberKey(number));
}

/** Its authorizations stay behind under a number that is never given out again; a sweep removes them. */
function removeAccount(store: CopyStore, id: string): void {
  const held = findAccountById(store, id);
  if (held === null) return;
  const { tables, hash } = store;
  for (const name of namesOfAccount(store, held)) removeNumber(tables.logins, hashKeyOf(hash, name), held.number);
  removeNumber(tables.ids, hashKeyOf(hash, id), held.number);
  tables.accounts.removeSync(numberKey(held.number));
  tables.aliases.removeSync(numberKey(held.number));
  tables.policies.removeSync(policyKey("ACCOUNT", id));
}

function setPolicy(store: CopyStore, change: ReplicaChangeOf<"POLICY">): void {
  const { scopeKind, scopeId, schedule, subaddressDelimiters, allowNullSender, subaddressDomains, locked } = change;
  if (scopeKind === "DOMAIN" && findDomainNumber(store, scopeId) === null) return;
  const account = scopeKind === "ACCOUNT" ? findAccountById(store, scopeId) : null;
  if (scopeKind === "ACCOUNT" && account === null) return;
  writeJson(store.tables.policies, policyKey(scopeKind, scopeId), {
    schedule,
    subaddressDelimiters,
    allowNullSender,
    subaddressDomains,
    locked,
  });
  if (account !== null) markPolicy(store, account, true);
}

function removePolicy(store: CopyStore, scopeKind: string, scopeId: string): void {
  store.tables.policies.removeSync(policyKey(scopeKind, scopeId));
  const account = scopeKind === "ACCOUNT" ? findAccountById(store, scopeId) : null;
  if (account !== null) markPolicy(store, account, false);
}

function markPolicy(store: CopyStore, { number, account }: HeldAccount, hasPolicy: boolean): void {
  store.tables.accounts.putSync(numberKey(number), encodeAccount({ ...account, hasPolicy }));
}

export function addNumber(table: BinaryTable, key: Buffer, number: number): void {
  const numbers = numbersAt(table, key);
  if (!numbers.includes(number)) table.putSync(key, encodeNumbers([...numbers, number]));
}

export function removeNumber(table: BinaryTable, key: Buffer, number: number): void {
  const left = numbersAt(table, key).filter((other) => other !== number);
  if (left.length === 0) table.removeSync(key);
  else table.putSync(key, encodeNumbers(left));
}
