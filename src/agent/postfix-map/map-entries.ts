import { SIP_HASH_LENGTH, STATES_BY_CODE } from "../../replication/index.js";
import type { CopyStore } from "../copy/copy-store.js";
import { type HeldAccount, holdAccount } from "../copy/held-accounts.js";
import { isProvenDomain, keysAtAliases, loginsOfAccount } from "../copy/held-domains.js";
import { RecentMap } from "../copy/recent-map.js";
import { spellingsOfLogin, withULabels } from "../spellings.js";

/**
 * One line of `smtpd_sender_login_maps`: an address, or `@domain`, and the logins that may use it: of each account its
 * address and its aliases, since people sign in as either, and both at each domain alias.
 */
export interface MapEntry {
  readonly key: string;
  readonly logins: readonly string[];
}

/** What Postfix would take for the end of a key or of a login; such addresses are left to the other protocols. */
const UNFIT = /[\s,"\\]/;
const ACCOUNTS_REMEMBERED = 50_000;

/**
 * All entries as they hold at `now`, epoch milliseconds. Postfix takes the first entry that it finds, the address before
 * its domain, so the owners of a whole domain are named with each of its addresses as well. `onEnd` hears of each end
 * that lies ahead: the map is then out of date.
 */
export function* mapEntries(store: CopyStore, now: number, onEnd: (at: number) => void): Generator<MapEntry> {
  for (const { key, logins } of withDomainAliases(store, entriesByALabels(store, now, onEnd))) {
    yield { key, logins };
    const typed = withULabels(key);
    if (typed !== null && !UNFIT.test(typed)) yield { key: typed, logins };
  }
}

/**
 * Each entry at each alias of its domain as well. What an alias has for itself comes among the others (whole domains
 * first), and gets there what the domain has: Postfix reads no further than the first entry that it finds.
 */
function* withDomainAliases(store: CopyStore, entries: Iterable<MapEntry>): Generator<MapEntry> {
  const ofTargets = new Map<string, readonly string[]>();
  const own = new Map<string, readonly string[]>();
  const wholeOf = (key: string) => key.slice(key.lastIndexOf("@"));
  for (const { key, logins } of entries) {
    if (isAtProvenAlias(store, key)) {
      own.set(key, logins);
      continue;
    }
    yield { key, logins };
    for (const atAlias of keysAtAliases(store, key, "ADDRESS")) {
      const all = [...new Set([...logins, ...(own.get(wholeOf(atAlias)) ?? [])])];
      if (mayHaveOwnEntry(store, atAlias)) ofTargets.set(atAlias, all);
      else yield { key: atAlias, logins: all };
    }
  }
  for (const [key, logins] of own) {
    const above = [...(ofTargets.get(key) ?? []), ...(ofTargets.get(wholeOf(key)) ?? [])];
    yield { key, logins: [...new Set([...logins, ...above])] };
  }
  for (const [key, logins] of ofTargets) if (!own.has(key)) yield { key, logins };
}

function isAtProvenAlias(store: CopyStore, key: string): boolean {
  const domain = store.domains.named(key.slice(key.lastIndexOf("@") + 1));
  return domain?.aliasOfId !== undefined && isProvenDomain(domain);
}

/** A domain's, or that of an address on which there are rights. */
function mayHaveOwnEntry(store: CopyStore, key: string): boolean {
  return key.startsWith("@") || store.senders.entriesAt(key).next().done !== true;
}

function* entriesByALabels(store: CopyStore, now: number, onEnd: (at: number) => void): Generator<MapEntry> {
  const accounts = new RecentMap<number, readonly string[]>(ACCOUNTS_REMEMBERED);
  const activeLogins: ActiveLogins = (number) => {
    let logins = accounts.get(number);
    if (logins === undefined) {
      const held = activeAccount(store, number);
      const names = held === null ? [] : loginsOfAccount(store, held).flatMap(spellingsOfLogin);
      logins = names.filter((name) => !UNFIT.test(name));
      accounts.set(number, logins);
    }
    return logins;
  };
  const isOver = (expiresAt: number | null) => {
    if (expiresAt !== null && expiresAt > now) onEnd(expiresAt);
    return expiresAt !== null && expiresAt <= now;
  };

  const ofDomain = new Map<string, string[]>();
  for (const { key, accountNumber, sender } of store.domainSenders.entries()) {
    const logins = activeLogins(accountNumber);
    const domain = store.addresses.get(key);
    if (logins.length === 0 || domain === null || isOver(sender.expiresAt)) continue;
    ofDomain.set(domain, [...(ofDomain.get(domain) ?? []), ...logins]);
  }
  for (const [domain, logins] of ofDomain) yield { key: `@${domain}`, logins };
  const withDomain = (address: string, logins: readonly string[]) => [
    ...new Set([...logins, ...(ofDomain.get(address.slice(address.lastIndexOf("@") + 1)) ?? [])]),
  ];

  let hash: Buffer | null = null;
  let logins: string[] = [];
  const finished = function* (): Generator<MapEntry> {
    const address = hash === null ? null : store.addresses.get(hash);
    if (address === null || logins.length === 0 || UNFIT.test(address)) return;
    yield { key: address, logins: withDomain(address, [...ownersOf(store, address, activeLogins), ...logins]) };
  };
  for (const { key, accountNumber, sender } of store.senders.entries()) {
    if (hash === null || key.compare(hash, 0, SIP_HASH_LENGTH, 0, SIP_HASH_LENGTH) !== 0) {
      yield* finished();
      hash = key;
      logins = [];
    }
    const { isAlias, stateCode, expiresAt } = sender;
    const isAuthorized = STATES_BY_CODE[stateCode] === "AUTHORIZED" && !isOver(expiresAt);
    if (isAlias || isAuthorized) logins.push(...activeLogins(accountNumber));
  }
  yield* finished();

  // Own addresses that nobody else may use; the others came above.
  for (const number of store.accounts.numbers()) {
    const names = activeLogins(number);
    if (names.length === 0) continue;
    const login = holdAccount(store, number)?.loginKey ?? "";
    if (!UNFIT.test(login) && !isShared(store, login, activeLogins, now))
      yield { key: login, logins: withDomain(login, names) };
  }
}

/** What the account of a number signs in with; none while it is suspended. */
type ActiveLogins = (number: number) => readonly string[];

function activeAccount(store: CopyStore, number: number): HeldAccount | null {
  const held = holdAccount(store, number);
  if (held === null || held.account.isSuspended || held.domain.isSuspended) return null;
  return store.resellers.isAnySuspended(held.domain.resellerPath) ? null : held;
}

/** Of the account whose own address it is; an alias stands among the senders. */
function ownersOf(store: CopyStore, address: string, activeLogins: ActiveLogins): readonly string[] {
  for (const number of store.logins.at(address)) {
    if (holdAccount(store, number)?.loginKey === address) return activeLogins(number);
  }
  return [];
}

/** Whether an entry of the address was made for those who are authorized for it. */
function isShared(store: CopyStore, address: string, activeLogins: ActiveLogins, now: number): boolean {
  for (const { accountNumber, sender } of store.senders.entriesAt(address)) {
    const { isAlias, stateCode, expiresAt } = sender;
    const isInForce = STATES_BY_CODE[stateCode] === "AUTHORIZED" && (expiresAt === null || expiresAt > now);
    if ((isAlias || isInForce) && activeLogins(accountNumber).length > 0) return true;
  }
  return false;
}
