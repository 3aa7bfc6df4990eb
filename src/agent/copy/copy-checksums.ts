import { ChecksumTable, EntryHasher, SIP_HASH_LENGTH } from "../../replication/index.js";
import type { CopyStore } from "./copy-store.js";
import { wholeLogin } from "./tables/accounts.js";
import { namesOf } from "./tables/aliases.js";
import type { StoredDomain } from "./tables/domains.js";
import { hashKeyOf } from "./tables/keys.js";
import { accountNumberOfSenderKey } from "./tables/sender-keys.js";

export interface CopySums {
  /** The copy's revision when the walk began; a domain that has changed since has no meaningful sum. */
  readonly since: number;
  /** Of each domain in the copy, by name. */
  readonly byName: ReadonlyMap<string, { readonly id: string; readonly checksum: string }>;
}

/**
 * Walks the whole copy once: adds up each domain from what is really stored, and sweeps out what belongs to accounts
 * and domains that are gone. Null when the copy was replaced meanwhile.
 */
export async function checksumsOf(store: CopyStore, isCurrent: () => boolean): Promise<CopySums | null> {
  const since = store.state.revision;
  const { hash } = store;
  const sums = new ChecksumTable(store.state.nextDomain);
  let place = 0;
  const hasher = new EntryHasher(hash, (high, low) => sums.add(place, high, low));
  const domains = new Map<number, StoredDomain>();

  const areDomainsWalked = await store.domains.walk(isCurrent, (number, domain) => {
    place = number;
    domains.set(number, domain);
    hasher.addDomain(domain);
    addPolicy(store, hasher, "DOMAIN", domain.id);
  });
  if (!areDomainsWalked) return null;

  const size = store.state.nextAccount;
  const domainOf = new Uint32Array(size);
  const loginHashes = Buffer.alloc(size * SIP_HASH_LENGTH);
  const loginHashOf = (number: number) =>
    loginHashes.subarray(number * SIP_HASH_LENGTH, (number + 1) * SIP_HASH_LENGTH);
  const dead: number[] = [];
  const areAccountsWalked = await store.accounts.walk(isCurrent, (number, account) => {
    const name = domains.get(account.domainNumber)?.name;
    if (number >= size) return;
    if (name === undefined) {
      dead.push(number);
      return;
    }
    const loginKey = wholeLogin(account, name);
    place = account.domainNumber;
    domainOf[number] = account.domainNumber;
    hash.ofText(loginKey, loginHashes, number * SIP_HASH_LENGTH);
    hasher.addAccount(loginKey, account.isSuspended);
    if (account.hasAliases) {
      for (const alias of store.aliases.get(number).unproven) {
        hasher.addUnprovenAlias(loginHashOf(number), hashKeyOf(hash, alias));
      }
    }
    if (account.hasPolicy) addPolicy(store, hasher, "ACCOUNT", account.id);
  });
  if (!areAccountsWalked) return null;
  sweepAccounts(store, dead);

  const orphans: Buffer[] = [];
  /** Whether the account is in a domain of the copy, which is then the place of what is added. */
  const enterDomainOf = (key: Buffer, number: number) => {
    place = number < size ? (domainOf[number] as number) : 0;
    if (place === 0 && number < size) orphans.push(Buffer.from(key));
    return place !== 0;
  };
  const areSendersWalked = await store.senders.walk(isCurrent, (key, number, { stateCode, isAlias, expiresAt }) => {
    if (!enterDomainOf(key, number)) return;
    if (isAlias) hasher.addAlias(loginHashOf(number), key);
    if (stateCode !== 0) hasher.addSender(loginHashOf(number), key, stateCode, expiresAt);
  });
  if (!areSendersWalked) return null;
  sweepOrphans(store, store.senders, orphans.splice(0));

  const areDomainSendersWalked = await store.domainSenders.walk(isCurrent, (key, number, { expiresAt }) => {
    if (enterDomainOf(key, number)) hasher.addDomainSender(loginHashOf(number), key, expiresAt);
  });
  if (!areDomainSendersWalked) return null;
  sweepOrphans(store, store.domainSenders, orphans);

  const byName = new Map([...domains].map(([number, { id, name }]) => [name, { id, checksum: sums.at(number) }]));
  return { since, byName };
}

function addPolicy(store: CopyStore, hasher: EntryHasher, scopeKind: "DOMAIN" | "ACCOUNT", scopeId: string): void {
  const policy = store.policies.get(scopeKind, scopeId);
  if (policy !== null) hasher.addPolicy({ scopeKind, scopeId, ...policy });
}

/** Looked at again in the same turn as it is removed: its number is never given out again, so it cannot have come back. */
function sweepAccounts(store: CopyStore, numbers: readonly number[]): void {
  if (numbers.length === 0) return;
  store.write(() => {
    for (const number of numbers) {
      const account = store.accounts.get(number);
      if (account === null || store.domains.get(account.domainNumber) !== null) continue;
      store.accountIds.remove(account.id, number);
      for (const alias of namesOf(store.aliases.get(number))) store.logins.remove(alias, number);
      // The login of an account whose domain is gone cannot be put together any more where it was shortened; its
      // number is then left in the table of logins, where it leads nowhere.
      if (account.isLoginWhole) store.logins.remove(account.login, number);
      store.accounts.remove(number);
      store.aliases.remove(number);
    }
    return store.state;
  });
}

function sweepOrphans(
  store: CopyStore,
  table: { readonly remove: (key: Buffer) => void },
  keys: readonly Buffer[],
): void {
  if (keys.length === 0) return;
  store.write(() => {
    for (const key of keys) {
      if (!store.accounts.has(accountNumberOfSenderKey(key))) table.remove(key);
    }
    return store.state;
  });
}
