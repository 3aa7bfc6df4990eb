import { setImmediate as nextTurn } from "node:timers/promises";
import { ChecksumTable, EntryHasher, SIP_HASH_LENGTH } from "../../replication/index.js";
import { removeNumber } from "./apply-change.js";
import {
  decodeAccount,
  decodeDomainSender,
  decodeSender,
  domainNumberOf,
  numberKey,
  wholeLogin,
} from "./copy-layout.js";
import { type BinaryTable, type CopyStore, hashKeyOf, readJson } from "./copy-store.js";
import { aliasesOf, policyKey, type StoredDomain, type StoredPolicy } from "./copy-tables.js";

/** Entries looked at in one turn of the event loop: mail is answered in between. */
const ENTRIES_PER_TURN = 2_000;

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
  const { tables, hash } = store;
  const sums = new ChecksumTable(store.state.nextDomain);
  let place = 0;
  const hasher = new EntryHasher(hash, (high, low) => sums.add(place, high, low));
  const domains = new Map<number, StoredDomain>();
  const dead: Buffer[] = [];

  const isWalked = await walk(tables.domains, isCurrent, (key, value) => {
    const domain = JSON.parse(value.toString("utf8")) as StoredDomain;
    place = key.readUInt32BE(0);
    domains.set(place, domain);
    hasher.addDomain(domain);
    addPolicy(store, hasher, "DOMAIN", domain.id);
  });
  if (!isWalked) return null;

  const size = store.state.nextAccount;
  const domainOf = new Uint32Array(size);
  const loginHashes = Buffer.alloc(size * SIP_HASH_LENGTH);
  const areAccountsWalked = await walk(tables.accounts, isCurrent, (key, value) => {
    const number = key.readUInt32BE(0);
    const domainNumber = domainNumberOf(value);
    const name = domains.get(domainNumber)?.name;
    if (number >= size) return;
    if (name === undefined) {
      dead.push(Buffer.from(key));
      return;
    }
    const account = decodeAccount(value);
    const loginKey = wholeLogin(account, name);
    place = domainNumber;
    domainOf[number] = domainNumber;
    hash.ofText(loginKey, loginHashes, number * SIP_HASH_LENGTH);
    hasher.addAccount(loginKey, account.isSuspended);
    if (account.hasAliases) {
      const loginHash = loginHashes.subarray(number * SIP_HASH_LENGTH, (number + 1) * SIP_HASH_LENGTH);
      for (const alias of aliasesOf(store, number).unproven) {
        hasher.addUnprovenAlias(loginHash, hashKeyOf(hash, alias));
      }
    }
    if (account.hasPolicy) addPolicy(store, hasher, "ACCOUNT", account.id);
  });
  if (!areAccountsWalked) return null;
  sweepAccounts(store, dead);

  for (const table of [tables.senders, tables.domainSenders]) {
    const orphans: Buffer[] = [];
    const isTableWalked = await walk(table, isCurrent, (key, value) => {
      const number = key.readUInt32BE(SIP_HASH_LENGTH);
      const domainNumber = number < size ? (domainOf[number] as number) : 0;
      if (domainNumber === 0) {
        if (number < size) orphans.push(Buffer.from(key));
        return;
      }
      place = domainNumber;
      const loginHash = loginHashes.subarray(number * SIP_HASH_LENGTH, (number + 1) * SIP_HASH_LENGTH);
      if (table === tables.domainSenders) {
        hasher.addDomainSender(loginHash, key, decodeDomainSender(value).expiresAt);
        return;
      }
      const { stateCode, isAlias, expiresAt } = decodeSender(value);
      if (isAlias) hasher.addAlias(loginHash, key);
      if (stateCode !== 0) hasher.addSender(loginHash, key, stateCode, expiresAt);
    });
    if (!isTableWalked) return null;
    sweepOrphans(store, table, orphans);
  }
  const byName = new Map([...domains].map(([number, { id, name }]) => [name, { id, checksum: sums.at(number) }]));
  return { since, byName };
}

function addPolicy(store: CopyStore, hasher: EntryHasher, scopeKind: "DOMAIN" | "ACCOUNT", scopeId: string): void {
  const policy = readJson<StoredPolicy>(store.tables.policies, policyKey(scopeKind, scopeId));
  if (policy !== null) hasher.addPolicy({ scopeKind, scopeId, ...policy });
}

/** False when the copy was replaced. Whole turns pass in between, and the copy moves on in them. */
async function walk(
  table: BinaryTable,
  isCurrent: () => boolean,
  visit: (key: Buffer, value: Buffer) => void,
): Promise<boolean> {
  let start = Buffer.alloc(1);
  for (;;) {
    if (!isCurrent()) return false;
    let last: Buffer | null = null;
    let count = 0;
    for (const { key, value } of table.getRange({ start, limit: ENTRIES_PER_TURN })) {
      visit(key, value);
      last = key;
      count += 1;
    }
    if (last === null || count < ENTRIES_PER_TURN) return true;
    // The first key after the last: the same with a zero byte behind it.
    start = Buffer.concat([last, Buffer.alloc(1)]);
    await nextTurn();
  }
}

/** Looked at again in the same turn as it is removed: its number is never given out again, so it cannot have come back. */
function sweepAccounts(store: CopyStore, keys: readonly Buffer[]): void {
  if (keys.length === 0) return;
  const { tables, hash } = store;
  store.write(() => {
    for (const key of keys) {
      const value = tables.accounts.get(key);
      if (value === undefined || tables.domains.get(numberKey(domainNumberOf(value))) !== undefined) continue;
      const account = decodeAccount(value);
      const aliases = aliasesOf(store, key.readUInt32BE(0));
      removeNumber(tables.ids, hashKeyOf(hash, account.id), key.readUInt32BE(0));
      for (const alias of [...aliases.proven, ...aliases.unproven]) {
        removeNumber(tables.logins, hashKeyOf(hash, alias), key.readUInt32BE(0));
      }
      // The login of an account whose domain is gone cannot be put together any more where it was shortened; its
      // number is then left in the table of logins, where it leads nowhere.
      if (account.isLoginWhole) removeNumber(tables.logins, hashKeyOf(hash, account.login), key.readUInt32BE(0));
      tables.accounts.removeSync(key);
      tables.aliases.removeSync(key);
    }
    return store.state;
  });
}

function sweepOrphans(store: CopyStore, table: BinaryTable, keys: readonly Buffer[]): void {
  if (keys.length === 0) return;
  store.write(() => {
    for (const key of keys) {
      const number = numberKey(key.readUInt32BE(SIP_HASH_LENGTH));
      if (store.tables.accounts.get(number) === undefined) table.removeSync(key);
    }
    return store.state;
  });
}
