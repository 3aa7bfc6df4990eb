import type { EntityManager } from "typeorm";
import { inBatches, placeholders } from "../../database/index.js";
import type { Decision, DecisionReason, PolicyMode } from "../../decision/index.js";
import { decideBatch } from "../../decision-data/index.js";
import { required, type Scope, type TimeZone, writtenReversePath } from "../../kernel/index.js";
import { type DayRange, OVERFLOW_KEY } from "../../observations/index.js";
import type { Policy } from "../../policy/index.js";
import { timeZonesAt } from "../../tenancy/index.js";
import { type DomainCursor, type ObservedDomain, observedDomains } from "./observed-domains.queries.js";
import { findObservedPairs, findObservedRows, type ObservedPair, type ObservedRow } from "./observed-rows.queries.js";

/** The days are those of the same date in the zone of each domain: as it counted them. */
export interface ReplayOptions extends DayRange {
  /** The moment whose rules count: modes, expiries. */
  readonly at: Date;
  /** Of jobs that walk domains of several zones: within the range, the days counted back from each domain's own today. */
  readonly daysIn?: (zone: TimeZone) => DayRange;
  /** Goes on behind this domain. */
  readonly after?: DomainCursor | null;
  /** A policy that nobody has set yet: replays as if it had been. */
  readonly triedPolicy?: Policy;
  /** Leaves out domains whose mail was all authorized when it was sent. */
  readonly isForeignOnly?: boolean;
  /** Leaves out what accounts sent on days on which they were probably used by somebody else. */
  readonly withoutAlarmed?: boolean;
}

/** An address as an account used it, and what the rules say of it at that moment. */
export interface ReplayedAddress {
  readonly addressKey: string;
  readonly reason: DecisionReason;
  /** Would be refused at that moment. */
  readonly isRefused: boolean;
  /** Would be refused wherever enforcement holds. */
  readonly isUnresolved: boolean;
  readonly mode: PolicyMode;
  readonly authorizationId: string | null;
  messages: number;
  days: number;
  firstSeenAt: number;
  lastSeenAt: number;
}

export interface DayFigures {
  refused: number;
  unresolved: number;
}

export interface ReplayedAccount {
  readonly accountId: string;
  readonly loginKey: string;
  /** Messages that would be refused; one with two such addresses counts once. */
  refused: number;
  unresolved: number;
  readonly addresses: readonly ReplayedAddress[];
  readonly trend: ReadonlyMap<number, DayFigures>;
}

export interface ReplayedDomain {
  readonly domain: ObservedDomain;
  /** In the order of their identifiers. */
  readonly accounts: readonly ReplayedAccount[];
}

const QUESTIONS_PER_CALL = 500;
/**
 * Puts what was observed before the rules as they will be at a moment, with the authorizations of today, a domain at a time in
 * the order of the tree: however large the scope, memory holds a few hundred domains. Rows of own logins are left out; what
 * nobody can take from an account is never refused for its address.
 */
export async function* replay(
  manager: EntityManager,
  scope: Scope,
  options: ReplayOptions,
): AsyncGenerator<ReplayedDomain> {
  for await (const domains of observedDomains(manager, scope, options.fromDay, options)) {
    yield* replayDomains(manager, scope, domains, options);
  }
}

/** The same for domains that are known: at most a few hundred, as they are looked at together. */
export async function* replayDomains(
  manager: EntityManager,
  scope: Scope,
  domains: readonly ObservedDomain[],
  options: ReplayOptions,
): AsyncGenerator<ReplayedDomain> {
  if (domains.length === 0) return;
  const isLookedAt = await lookedAt(manager, domains, options);
  const rows = (await findObservedRows(manager, scope, domains, options)).filter(isLookedAt);
  const logins = await findLogins(manager, rows);
  const pairs = groupBy((await findObservedPairs(manager, scope, domains, options)).filter(isLookedAt), accountOf);
  const decisions = await decideAll(manager, rows, logins, options);
  const byDomain = groupBy(rows, ({ domainId }) => domainId);
  for (const domain of domains) {
    const byAccount = groupBy(byDomain.get(domain.id) ?? [], ({ accountId }) => accountId);
    const accounts = [...byAccount].flatMap(([accountId, own]) => {
      const loginKey = logins.get(accountId);
      return loginKey === undefined
        ? []
        : [replayAccount(accountId, { loginKey, rows: own, pairs: pairs.get(accountId) ?? [], decisions })];
    });
    yield { domain, accounts };
  }
}

/** Whether a day of a domain is among those that are looked at. */
async function lookedAt(
  manager: EntityManager,
  domains: readonly ObservedDomain[],
  { daysIn }: ReplayOptions,
): Promise<(row: { readonly domainId: string; readonly day: number }) => boolean> {
  if (daysIn === undefined) return () => true;
  const zoneAt = await timeZonesAt(
    manager,
    domains.map(({ resellerPath }) => resellerPath),
  );
  const ranges = new Map(domains.map(({ id, resellerPath }) => [id, daysIn(zoneAt(resellerPath))]));
  return ({ domainId, day }) => {
    const { fromDay, untilDay } = required(ranges.get(domainId));
    return day >= fromDay && day <= untilDay;
  };
}

function accountOf({ accountId }: ObservedPair): string {
  return accountId;
}

/** Accounts that are gone have no login any more, and drop out. */
async function findLogins(manager: EntityManager, rows: readonly ObservedRow[]): Promise<Map<string, string>> {
  const logins = new Map<string, string>();
  for (const ids of inBatches([...new Set(rows.map(({ accountId }) => accountId))])) {
    const found: { id: string; addressKey: string }[] = await manager.query(
      `SELECT id, addressKey FROM account WHERE id IN (${placeholders(ids.length)})`,
      ids,
    );
    for (const { id, addressKey } of found) logins.set(id, addressKey);
  }
  return logins;
}

async function decideAll(
  manager: EntityManager,
  rows: readonly ObservedRow[],
  logins: ReadonlyMap<string, string>,
  { at, triedPolicy }: ReplayOptions,
): Promise<Map<string, Decision>> {
  const pairs = [...new Map(rows.map((row) => [pairKey(row), row])).entries()].flatMap(([key, row]) => {
    const login = logins.get(row.accountId);
    return login === undefined
      ? []
      : [{ key, login, reversePath: writtenReversePath(row.addressKey), fromAddresses: [] }];
  });
  const decisions = new Map<string, Decision>();
  for (const chunk of inBatches(pairs, QUESTIONS_PER_CALL)) {
    const located = await decideBatch(manager, chunk, at, { triedPolicy });
    for (const [index, { key }] of chunk.entries()) decisions.set(key, required(located[index]).decision);
  }
  return decisions;
}

interface AccountToReplay {
  readonly loginKey: string;
  readonly rows: readonly ObservedRow[];
  readonly pairs: readonly ObservedPair[];
  readonly decisions: ReadonlyMap<string, Decision>;
}

function replayAccount(accountId: string, { loginKey, rows, pairs, decisions }: AccountToReplay): ReplayedAccount {
  const addresses = new Map<string, ReplayedAddress>();
  const trend = new Map<number, DayFigures>();
  for (const row of rows) addRow(addresses, row, required(decisions.get(pairKey(row))));
  const pairsByDay = groupBy(pairs, ({ day }) => day);
  for (const [day, ofDay] of groupBy(rows, (row) => row.day)) {
    const both = pairsByDay.get(day) ?? [];
    trend.set(day, {
      refused: messagesWith(ofDay, both, (addressKey) => addresses.get(addressKey)?.isRefused ?? false),
      unresolved: messagesWith(ofDay, both, (addressKey) => addresses.get(addressKey)?.isUnresolved ?? false),
    });
  }
  const sum = (what: keyof DayFigures) => [...trend.values()].reduce((total, figures) => total + figures[what], 0);
  return {
    accountId,
    loginKey,
    refused: sum("refused"),
    unresolved: sum("unresolved"),
    addresses: [...addresses.values()],
    trend,
  };
}

function addRow(addresses: Map<string, ReplayedAddress>, row: ObservedRow, decision: Decision): void {
  const known = addresses.get(row.addressKey);
  if (known === undefined) {
    const isUnresolved = decision.wouldDeny && decision.reason !== "SUSPENDED";
    addresses.set(row.addressKey, {
      addressKey: row.addressKey,
      reason: row.addressKey === OVERFLOW_KEY && isUnresolved ? "NOT_AUTHORIZED" : decision.reason,
      isRefused: isUnresolved && decision.verdict === "DENY",
      isUnresolved,
      mode: decision.mode,
      authorizationId: decision.authorizationId,
      messages: row.messages,
      days: 1,
      firstSeenAt: row.firstSeenAt,
      lastSeenAt: row.lastSeenAt,
    });
    return;
  }
  known.messages += row.messages;
  known.days += 1;
  known.firstSeenAt = Math.min(known.firstSeenAt, row.firstSeenAt);
  known.lastSeenAt = Math.max(known.lastSeenAt, row.lastSeenAt);
}

/**
 * Messages of a day that would be of the kind: those that count on such an address, and those that count on another one
 * but carry such an address besides.
 */
function messagesWith(
  rows: readonly ObservedRow[],
  pairs: readonly ObservedPair[],
  isOfKind: (addressKey: string) => boolean,
): number {
  let sum = 0;
  for (const { addressKey, messages } of rows) if (isOfKind(addressKey)) sum += messages;
  for (const { addressKey, besideKey, messages } of pairs) {
    if (!isOfKind(addressKey) && isOfKind(besideKey)) sum += messages;
  }
  return sum;
}

function pairKey({ accountId, addressKey }: ObservedRow): string {
  return `${accountId} ${addressKey}`;
}

function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
