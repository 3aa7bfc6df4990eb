import { type EntityManager, In } from "typeorm";
import {
  Authorization,
  countOtherRights,
  type DomainAuthorization,
  domainAuthorizationsOf,
  firstOtherRights,
  rightsToKeys,
} from "../../authorizations/index.js";
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageWindow,
  pageOfFound,
  type Total,
  totalOf,
  unknownCursor,
} from "../../database/index.js";
import type { DecisionReason } from "../../decision/index.js";
import { decideBatch } from "../../decision-data/index.js";
import { newInstance, writtenReversePath } from "../../kernel/index.js";
import { Account, addressesAtAliases, aliasKeysOf, isProven } from "../../tenancy/index.js";
import { SendableAddress, SendableSource, SendableState } from "./sendable-address.types.js";

/** The order of the list; within each by address or by age. */
const ORDER = [
  SendableSource.OWN_ADDRESS,
  SendableSource.ALIAS,
  SendableSource.DOMAIN,
  SendableSource.IDENTITY,
] as const;

interface Entry {
  readonly account: Account;
  readonly source: SendableSource;
  readonly address: string;
  /** Position within its source. */
  readonly key: string;
  readonly authorization: Authorization | null;
  readonly claim: DomainAuthorization | null;
}

/**
 * Everything that each of these accounts may send as, waits for, or might before, in one list with one state each: a
 * page for each account, in the same handful of statements however many there are.
 */
export async function listSendableAddresses(
  manager: EntityManager,
  accounts: readonly Account[],
  window: PageWindow,
  now: Date,
): Promise<ReadonlyMap<string, Omit<Page<SendableAddress>, "total">>> {
  const { isBackward, size } = window;
  const position = positionOf(window);
  const ids = accounts.map(({ id }) => id);
  const aliases = await aliasesOf(manager, accounts);
  const claims = await domainAuthorizationsOf(manager, ids);
  const pastId = position?.place === ORDER.indexOf(SendableSource.IDENTITY) ? position.key : null;
  const others = await firstOtherRights(manager, ids, { most: size + 1, isBackward, pastId });
  const found = new Map<string, Entry[]>();
  for (const account of accounts) {
    const entries = [
      entryOf(account, SendableSource.OWN_ADDRESS, account.addressKey),
      ...(aliases.get(account.id) ?? []).map((alias) => entryOf(account, SendableSource.ALIAS, alias)),
      ...(claims.get(account.id) ?? []).map((claim) => entryOfClaim(account, claim)),
      ...(others.get(account.id) ?? []).map((right) => entryOfRight(account, right)),
    ].sort(inOrder);
    if (isBackward) entries.reverse();
    const past = position === null ? entries : entries.filter((entry) => isPast(entry, position, isBackward));
    found.set(account.id, past.slice(0, size + 1));
  }
  const shown = await withStates(manager, await withOwnRights(manager, [...found.values()].flat()), now);
  return new Map(accounts.map(({ id }) => [id, pageOf(shown.get(id) ?? [], window)]));
}

/** How many there are of each account, in as many statements for one as for all. */
export async function countSendableAddresses(
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Total>> {
  const accounts = await manager.findBy(Account, { id: In([...accountIds]) });
  const aliases = await aliasesOf(manager, accounts);
  const claims = await domainAuthorizationsOf(manager, accountIds);
  const others = await countOtherRights(manager, accountIds);
  const countOf = (id: string) =>
    1 + (aliases.get(id)?.length ?? 0) + (claims.get(id)?.length ?? 0) + (others.get(id) ?? 0);
  return new Map(accountIds.map((id) => [id, totalOf(countOf(id))]));
}

/** Aliases of each account, and its address and aliases at each proven alias of their domains, in no order. */
async function aliasesOf(
  manager: EntityManager,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const aliases = await aliasKeysOf(
    manager,
    accounts.map(({ id }) => id),
  );
  const namesOf = ({ id, addressKey }: Account) => [addressKey, ...(aliases.get(id) ?? [])];
  const atAliases = await addressesAtAliases(manager, accounts.flatMap(namesOf));
  const found = new Map<string, string[]>();
  for (const account of accounts) {
    const others = namesOf(account).flatMap((name) => atAliases.get(name) ?? []);
    const proven = others.filter(({ alias }) => isProven(alias)).map(({ key }) => key);
    found.set(account.id, [...(aliases.get(account.id) ?? []), ...proven]);
  }
  return found;
}

interface Position {
  readonly place: number;
  readonly key: string;
}

function positionOf({ cursor, field }: PageWindow): Position | null {
  if (cursor === null) return null;
  const [place, key] = decodeCursor(cursor, 2, field);
  if (typeof place === "number" && typeof key === "string" && place in ORDER) return { place, key };
  throw unknownCursor(field);
}

function isPast(entry: Entry, { place, key }: Position, isBackward: boolean): boolean {
  const distance = ORDER.indexOf(entry.source) - place || compare(entry.key, key);
  return isBackward ? distance < 0 : distance > 0;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function inOrder(one: Entry, other: Entry): number {
  return ORDER.indexOf(one.source) - ORDER.indexOf(other.source) || compare(one.key, other.key);
}

function entryOf(account: Account, source: SendableSource, address: string): Entry {
  return { account, source, address, key: address, authorization: null, claim: null };
}

function entryOfClaim(account: Account, claim: DomainAuthorization): Entry {
  const address = `*@${claim.domain}`;
  return { account, source: SendableSource.DOMAIN, address, key: claim.id, authorization: null, claim };
}

function entryOfRight(account: Account, authorization: Authorization): Entry {
  const { id, addressKey } = authorization;
  return { account, source: SendableSource.IDENTITY, address: addressKey, key: id, authorization, claim: null };
}

/** Own addresses and aliases with the rights that somebody has added for them. */
async function withOwnRights(manager: EntityManager, entries: readonly Entry[]): Promise<Entry[]> {
  const own = entries.filter(({ authorization, claim }) => authorization === null && claim === null);
  const rights = await rightsToKeys(
    manager,
    own.map(({ account, address }) => ({ accountId: account.id, addressKey: address })),
  );
  return entries.map((entry) =>
    own.includes(entry) ? { ...entry, authorization: rights(entry.account.id, entry.address) } : entry,
  );
}

const STATE_OF_REASON: Readonly<Record<DecisionReason, SendableState>> = {
  OWN_ADDRESS: SendableState.ALLOWED,
  ALIAS: SendableState.ALLOWED,
  SUBADDRESS: SendableState.ALLOWED,
  AUTHORIZED: SendableState.ALLOWED,
  DOMAIN_AUTHORIZED: SendableState.ALLOWED,
  NULL_SENDER: SendableState.NOT_AUTHORIZED,
  PENDING: SendableState.WAITING,
  PAUSED: SendableState.PAUSED,
  DENIED_BY_OWNER: SendableState.DENIED,
  REVOKED: SendableState.REVOKED,
  EXPIRED: SendableState.EXPIRED,
  SUSPENDED: SendableState.SUSPENDED,
  UNKNOWN_LOGIN: SendableState.NOT_AUTHORIZED,
  MALFORMED: SendableState.NOT_AUTHORIZED,
  NOT_AUTHORIZED: SendableState.NOT_AUTHORIZED,
};

/** As gateways decide it, so that the list never says something else than they do. */
async function withStates(
  manager: EntityManager,
  entries: readonly Entry[],
  now: Date,
): Promise<ReadonlyMap<string, (readonly [Entry, SendableAddress])[]>> {
  const questions = entries.map(({ account, address, claim }) => ({
    login: account.addressKey,
    reversePath: writtenReversePath(claim === null ? address : account.addressKey),
  }));
  const decisions = await decideBatch(manager, questions, now);
  const shown = new Map<string, (readonly [Entry, SendableAddress])[]>();
  for (const [index, entry] of entries.entries()) {
    const { account, source, address, authorization, claim } = entry;
    const decided = STATE_OF_REASON[decisions[index]?.decision.reason ?? "NOT_AUTHORIZED"];
    const isOwn = source === SendableSource.OWN_ADDRESS || source === SendableSource.ALIAS;
    const row = newInstance(SendableAddress, {
      account,
      address,
      source,
      state: claim === null || decided === SendableState.SUSPENDED ? decided : stateOfClaim(claim, now),
      isHidden: isOwn && authorization?.state === "REVOKED",
      authorization,
      domainAuthorization: claim,
    });
    shown.set(account.id, [...(shown.get(account.id) ?? []), [entry, row]]);
  }
  return shown;
}

function stateOfClaim({ state, expiresAt }: DomainAuthorization, now: Date): SendableState {
  if (state === "PENDING") return SendableState.WAITING;
  if (state !== "AUTHORIZED") return SendableState[state];
  return expiresAt !== null && expiresAt <= now ? SendableState.EXPIRED : SendableState.ALLOWED;
}

function pageOf(found: readonly (readonly [Entry, SendableAddress])[], window: PageWindow) {
  const { rows, ...page } = pageOfFound(window, found, ([{ source, key }]) =>
    encodeCursor([ORDER.indexOf(source), key]),
  );
  return { ...page, rows: rows.map(([, row]) => row) };
}
