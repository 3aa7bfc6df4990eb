import { codeOfState, type ReplicaChange, type ReplicaChangeOf } from "../../replication/index.js";
import type { CopyStore } from "./copy-store.js";
import { findAccountById, namesOfAccount } from "./held-accounts.js";
import { shortenLogin } from "./tables/accounts.js";
import { NO_ALIASES, namesOf, type StoredAliases } from "./tables/aliases.js";
import type { StoredSender } from "./tables/senders.js";

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
  switch (change.kind) {
    case "AUTHORIZATION":
      setSender(store, change, { stateCode: codeOfState(change.state), expiresAt: change.expiresAt });
      return;
    case "AUTHORIZATION_REMOVED":
      setSender(store, change, { stateCode: 0, expiresAt: null });
      return;
    case "DOMAIN_AUTHORIZATION":
      setDomainSender(store, change);
      return;
    case "IDENTITY":
      store.blocked.set(change.addressKey, change.isBlocked);
      return;
  }
  progress.hasNewEpoch = true;
  switch (change.kind) {
    case "RESELLER":
      setReseller(store, change);
      break;
    case "RESELLER_REMOVED":
      store.resellers.remove(change.id);
      store.policies.remove("RESELLER", change.id);
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
      removePolicy(store, change);
      break;
  }
}

function setSender(
  store: CopyStore,
  { accountId, addressKey }: { accountId: string; addressKey: string },
  sender: Omit<StoredSender, "isAlias">,
): void {
  const held = findAccountById(store, accountId);
  if (held !== null) store.senders.change(addressKey, held.number, sender);
}

function setDomainSender(store: CopyStore, change: ReplicaChangeOf<"DOMAIN_AUTHORIZATION">): void {
  const held = findAccountById(store, change.accountId);
  if (held === null) return;
  if (change.isAuthorized) store.domainSenders.put(change.authorizedDomain, held.number, change);
  else store.domainSenders.removeAt(change.authorizedDomain, held.number);
}

/** The feed names only the reseller that moved; everything below it keeps its own part of the path. */
function setReseller(store: CopyStore, { id, path, isSuspended }: ReplicaChangeOf<"RESELLER">): void {
  const formerPath = store.resellers.pathOf(id);
  if (formerPath !== null && formerPath !== path) {
    store.resellers.moveSubtree(formerPath, path);
    store.domains.moveSubtree(formerPath, path);
  }
  store.resellers.put(path, { id, isSuspended });
}

function setDomain(store: CopyStore, change: ReplicaChangeOf<"DOMAIN">, progress: ChangeProgress): void {
  const { id, name, resellerPath, isSuspended, isProven = true, aliasOfId } = change;
  // A domain alias comes with what it stands for.
  const isHeld = store.isChosen(name) || (aliasOfId !== undefined && store.domains.numberOf(aliasOfId) !== null);
  if (!isHeld) removeDomain(store, id);
  else store.domains.put({ id, name, resellerPath, isSuspended, isProven, aliasOfId }, () => progress.nextDomain++);
}

export function removeDomain(store: CopyStore, id: string): void {
  if (store.domains.numberOf(id) === null) return;
  store.domains.remove(id);
  store.policies.remove("DOMAIN", id);
}

function setAccount(store: CopyStore, change: ReplicaChangeOf<"ACCOUNT">, progress: ChangeProgress): void {
  const { id, loginKey, isSuspended } = change;
  const domainNumber = store.domains.numberOf(change.domainId);
  const domain = domainNumber === null ? null : store.domains.get(domainNumber);
  if (domainNumber === null || domain === null) return;
  const held = findAccountById(store, id);
  const number = held?.number ?? progress.nextAccount++;
  if (held === null) store.accountIds.add(id, number);
  else if (held.loginKey !== loginKey) store.logins.remove(held.loginKey, number);
  if (held?.loginKey !== loginKey) store.logins.add(loginKey, number);
  const aliases = { proven: change.aliasKeys, unproven: change.unprovenAliasKeys ?? [] };
  setAliases(store, number, held?.account.hasAliases ? store.aliases.get(number) : NO_ALIASES, aliases);
  store.accounts.put(number, {
    id,
    domainNumber,
    isSuspended,
    hasAliases: namesOf(aliases).length > 0,
    hasPolicy: store.policies.has("ACCOUNT", id),
    ...shortenLogin(loginKey, domain.name),
  });
}

function setAliases(store: CopyStore, number: number, before: StoredAliases, after: StoredAliases): void {
  for (const key of before.proven) {
    if (!after.proven.includes(key)) store.senders.change(key, number, { isAlias: false });
  }
  for (const key of after.proven) {
    if (!before.proven.includes(key)) store.senders.change(key, number, { isAlias: true });
  }
  const [namesBefore, names] = [namesOf(before), namesOf(after)];
  for (const key of namesBefore) {
    if (!names.includes(key)) store.logins.remove(key, number);
  }
  for (const key of names) store.logins.add(key, number);
  if (namesBefore.length + names.length > 0) store.aliases.put(number, after);
}

/** Its authorizations stay behind under a number that is never given out again; a sweep removes them. */
function removeAccount(store: CopyStore, id: string): void {
  const held = findAccountById(store, id);
  if (held === null) return;
  for (const name of namesOfAccount(store, held)) store.logins.remove(name, held.number);
  store.accountIds.remove(id, held.number);
  store.accounts.remove(held.number);
  store.aliases.remove(held.number);
  store.policies.remove("ACCOUNT", id);
}

function setPolicy(store: CopyStore, change: ReplicaChangeOf<"POLICY">): void {
  const { scopeKind, scopeId } = change;
  if (scopeKind === "DOMAIN" && store.domains.numberOf(scopeId) === null) return;
  const held = scopeKind === "ACCOUNT" ? findAccountById(store, scopeId) : null;
  if (scopeKind === "ACCOUNT" && held === null) return;
  store.policies.put(scopeKind, scopeId, change);
  if (held !== null) store.accounts.put(held.number, { ...held.account, hasPolicy: true });
}

function removePolicy(store: CopyStore, { scopeKind, scopeId }: ReplicaChangeOf<"POLICY_REMOVED">): void {
  store.policies.remove(scopeKind, scopeId);
  const held = scopeKind === "ACCOUNT" ? findAccountById(store, scopeId) : null;
  if (held !== null) store.accounts.put(held.number, { ...held.account, hasPolicy: false });
}
