import { SIP_HASH_LENGTH, STATES_BY_CODE } from "../../replication/index.js";
import type { CopyStore } from "../copy/copy-store.js";
import { type HeldAccount, holdAccount, namesOfAccount } from "../copy/held-accounts.js";
import { RecentMap } from "../copy/recent-map.js";
import { spellingsOfLogin, withULabels } from "../spellings.js";

/**
 * One line of `smtpd_sender_login_maps`: an address, or `@domain`, and the logins that may use it: of each account its
 * address and its aliases, since people sign in as either.
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
  for (const { key, logins } of entriesByALabels(store, now, onEnd)) {
    yield { key, logins };
    const typed = withULabels(key);
    if (typed !== null && !UNFIT.test(typed)) yield { key: typed, logins };
  }
}

function* entriesByALabels(store: CopyStore, now: number, onEnd: (at: number) => void): Generator<MapEntry> {
  const accounts = new RecentMap<number, readonly string[]>(ACCOUNTS_REMEMBERED);
  const activeLogins: ActiveLogins = (number) => {
    let logins = accounts.get(number);
    if (logins === undefined) {
      const held = activeAccount(store, number);
      const names = held === null ? [] : namesOfAccount(store, held).flatMap(spellingsOfLogin);
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
