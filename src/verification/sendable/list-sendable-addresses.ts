import type { EntityManager } from "typeorm";
import {
  Authorization,
  type DomainAuthorization,
  domainAuthorizationsOf,
  firstOtherRights,
  rightsToKeys,
} from "../../authorizations/index.js";
import { decodeCursor, encodeCursor, type Page, pageSize } from "../../database/index.js";
import type { DecisionReason } from "../../decision/index.js";
import { decideBatch } from "../../decision-data/index.js";
import { badInput, newInstance } from "../../kernel/index.js";
import { type Account, aliasKeysOf } from "../../tenancy/index.js";
import { SendableAddress, SendableSource, SendableState } from "./sendable-address.types.js";

export interface SendablePage {
  readonly first: number;
  readonly after: string | null;
}

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
  page: SendablePage,
  now: Date,
): Promise<ReadonlyMap<string, Page<SendableAddress>>> {
  const first = pageSize(page.first);
  const [place, key] = positionOf(page.after);
  const ids = accounts.map(({ id }) => id);
  const aliases = await aliasKeysOf(manager, ids);
  const claims = await domainAuthorizationsOf(manager, ids);
  const afterId = place === ORDER.indexOf(SendableSource.IDENTITY) ? key : null;
  const others = await firstOtherRights(manager, ids, first + 1, afterId);
  const found = new Map<string, Entry[]>();
  for (const account of accounts) {
    const entries = [
      entryOf(account, SendableSource.OWN_ADDRESS, account.addressKey),
      ...(aliases.get(account.id) ?? []).map((alias) => entryOf(account, SendableSource.ALIAS, alias)),
      ...(claims.get(account.id) ?? []).map((claim) => entryOfClaim(account, claim)),
      ...(others.get(account.id) ?? []).map((right) => entryOfRight(account, right)),
    ];
    const isPast = (entry: Entry) => ORDER.indexOf(entry.source) - place || (entry.key > key ? 1 : -1);
    found.set(account.id, entries.filter((entry) => page.after === null || isPast(entry) > 0).slice(0, first + 1));
  }
  const shown = await withStates(manager, await withOwnRights(manager, [...found.values()].flat()), now);
  return new Map(accounts.map(({ id }) => [id, pageOf(shown.get(id) ?? [], first, page.after !== null)]));
}

function positionOf(after: string | null): readonly [place: number, key: string] {
  if (after === null) return [-1, ""];
  const [place, key] = decodeCursor(after, 2);
  if (typeof place === "number" && typeof key === "string" && place in ORDER) return [place, key];
  throw badInput(
    "CURSOR_UNKNOWN",
    "after",
    "This cursor is not one that this list gave out",
    "the endCursor of an earlier page",
  );
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
    reversePath: claim === null ? address : account.addressKey,
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

function pageOf(
  found: readonly (readonly [Entry, SendableAddress])[],
  first: number,
  hasPreviousPage: boolean,
): Page<SendableAddress> {
  const rows = found.slice(0, first);
  return {
    rows: rows.map(([, row]) => row),
    cursors: rows.map(([{ source, key }]) => encodeCursor([ORDER.indexOf(source), key])),
    hasNextPage: found.length > first,
    hasPreviousPage,
  };
}
