import { actorNameAt } from "../../audit/index.js";
import {
  Authorization,
  type AuthorizationFilter,
  AuthorizationReason,
  AuthorizationState,
  type GrantedInBulk,
  grantAuthorizations as grantAll,
  innerFilter,
  type LeftBecause,
  type LeftPair,
  leftBecause,
  leftSince,
  lockAuthorizations,
  lockVisibleAuthorization,
  optionalLine,
  reasonBecause,
  reasonText,
  revokeLocked,
  visibleAuthorizations,
} from "../../authorizations/index.js";
import type { KeyRing } from "../../config/index.js";
import type { Database, Transaction } from "../../database/index.js";
import { fromGlobalId, requireExpectedCount, requireOneOf } from "../../graphql/index.js";
import { type Actor, type GlobalId, type Locked, required, rowsAcrossTenants } from "../../kernel/index.js";
import {
  answerBatch,
  answerItems,
  answerOnce,
  type BatchItem,
  type ItemAnswer,
  innerId,
  itemAnswers,
  type KeyedCall,
  keyedCall,
  MAX_BATCH_SIZE,
  ofVersions,
  oneByOne,
  Problems,
  placeIn,
  type RememberedAnswer,
  requireBatch,
  requireVersionOfEach,
} from "../../tenancy/index.js";
import type { AddIdentitiesInput, GrantAuthorizationsInput, RevokeAuthorizationsInput } from "../batch.input.js";
import type { NoRoutes } from "../mail-route.js";
import type { VerificationKeys } from "../verification-keys.js";
import { addManyIdentities } from "./add-identity.js";

/** Whose call it is, and what it needs. */
export interface BulkCaller {
  readonly database: Database;
  readonly actor: Actor;
  readonly mailer: VerificationKeys;
  /** Keys the hash under which the call is remembered. */
  readonly key: KeyRing;
}

/** In one transaction; a refusal names the item. Each question counts against its account's budget. */
export async function addIdentities(
  { database, actor, mailer, key }: BulkCaller,
  input: AddIdentitiesInput,
  noRoutes: NoRoutes,
): Promise<RememberedAnswer<ItemAnswer[]>> {
  const { items, onError } = input;
  requireBatch(items, "input.items");
  return answerItems(database, {
    call: keyedCall(actor, "addIdentities", { input, ring: key }),
    items,
    onError,
    work: async (tx, some) =>
      idsOf(await addManyIdentities(tx, actor, mailer, { inputs: innerItems(some), fieldOf: placeIn(some), noRoutes })),
  });
}

/** The items with inner ids. Throws NOT_FOUND that names each item whose id is none of an account. */
function innerItems<Item extends { readonly accountId: GlobalId }>(
  items: readonly BatchItem<Item>[],
): (Omit<Item, "accountId"> & { readonly accountId: string })[] {
  const problems = new Problems();
  const inner = items.flatMap(({ item, index }) => {
    const field = `input.items[${index}].accountId`;
    const accountId = problems.collect(() => innerId("Account", item.accountId, field));
    return accountId === undefined ? [] : [{ ...item, accountId }];
  });
  problems.throwIfAny();
  return inner;
}

/** An item of a batch that was left as it was. */
export interface LeftItem {
  /** Place among the items, from 0. */
  readonly item: number;
  readonly address: string;
  readonly because: LeftBecause;
  readonly authorizationId: string | null;
  /** Epoch milliseconds. */
  readonly since: number;
}

export interface GrantedItems {
  readonly items: readonly ItemAnswer[];
  readonly left: readonly LeftItem[];
}

/** In one transaction; a refusal names the item. What is known here already, or refused, is left as it is and listed. */
export async function grantAuthorizations(
  { database, actor, key }: BulkCaller,
  input: GrantAuthorizationsInput,
): Promise<RememberedAnswer<GrantedItems>> {
  const { items, onError } = input;
  requireBatch(items, "input.items");
  return answerBatch(database, {
    call: keyedCall(actor, "grantAuthorizations", { input, ring: key }),
    items,
    onError,
    work: (tx, some) => grantAll(tx, actor, innerItems(some), placeIn(some)),
    answer: (done, some, refused) => ({
      items: itemAnswers(grantedIds(done, some.length), some, refused),
      left: (done?.left ?? []).map((pair) => leftItem(pair, required(some[pair.index]).index)),
    }),
  });
}

/** Of each item, null for one that was left as it was; those that were given are in the order of the others. */
function grantedIds(done: GrantedInBulk | null, count: number): (string | null)[] {
  const left = new Set(done?.left.map(({ index }) => index));
  const given = (done?.granted ?? []).map(({ authorization }) => authorization.id);
  return Array.from({ length: count }, (_, place) => (left.has(place) ? null : (given.shift() ?? null)));
}

function leftItem(pair: LeftPair, item: number): LeftItem {
  const { identity, authorization } = pair;
  return {
    item,
    address: identity.address,
    because: leftBecause(pair),
    authorizationId: authorization?.id ?? null,
    since: leftSince(pair).getTime(),
  };
}

function idsOf(authorizations: readonly Authorization[]): string[] {
  return authorizations.map(({ id }) => id);
}

export interface Revoked {
  readonly count: number;
  readonly hasMore: boolean;
  readonly items: readonly ItemAnswer[];
}

const REVOCABLE = [AuthorizationState.PENDING, AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED];

/** Those named, or the first thousand that the filter finds and that can be revoked; in one transaction. */
export async function revokeAuthorizations(
  { database, actor, key }: BulkCaller,
  input: RevokeAuthorizationsInput,
): Promise<RememberedAnswer<Revoked>> {
  requireOneOf(input, "authorizationIds", "filter");
  const why = optionalLine(input.reason, "input.reason");
  const call = keyedCall(actor, "revokeAuthorizations", { input, ring: key });
  if (input.authorizationIds) return revokeNamed(database, actor, { input, call, why });
  const wanted = innerFilter(input.filter);
  return answerOnce(database, call, async (tx) => {
    const { ids, hasMore, count } = await found(tx, actor, wanted);
    requireExpectedCount(input, count);
    const authorizations = rowsAcrossTenants(await lockAuthorizations(tx, ids), "found among those the caller sees");
    for (const authorization of authorizations) await revokeOne(tx, actor, authorization, why);
    const items = idsOf(authorizations);
    return { count: input.dryRun === true ? count : authorizations.length, hasMore, items };
  });
}

interface NamedRevocation {
  readonly input: RevokeAuthorizationsInput;
  readonly call: KeyedCall;
  readonly why: string | null;
}

function revokeNamed(
  database: Database,
  actor: Actor,
  { input, call, why }: NamedRevocation,
): Promise<RememberedAnswer<Revoked>> {
  const named = input.authorizationIds ?? [];
  requireBatch(named, "input.authorizationIds");
  const ids = [...new Set(named)];
  requireExpectedCount(input, ids.length);
  requireVersionOfEach(input.ifUpdatedAt, ids.length);
  const revoke = oneByOne(async (tx: Transaction, globalId: GlobalId) => {
    const id = fromGlobalId("Authorization", globalId);
    const authorization = await lockVisibleAuthorization(tx, actor, id);
    await revokeOne(tx, actor, authorization, why);
    return authorization;
  }, "input.authorizationIds");
  return answerBatch(database, {
    call,
    items: ids,
    onError: input.onError,
    work: ofVersions<GlobalId, string[]>(
      { Entity: Authorization, idOf: (id: GlobalId) => id, ifUpdatedAt: input.ifUpdatedAt },
      "input.authorizationIds",
      revoke,
    ),
    answer: (done, some, refused) => ({
      count: done?.length ?? 0,
      hasMore: false,
      items: itemAnswers(done ?? [], some, refused),
    }),
  });
}

function revokeOne(tx: Transaction, actor: Actor, row: Locked<Authorization>, why: string | null): Promise<void> {
  return revokeLocked(
    tx,
    actor,
    row,
    reasonText(why) ?? reasonBecause(AuthorizationReason.REVOKED_BY, { who: actorNameAt(row, actor) }),
  );
}

interface Selected {
  /** Those of this call. */
  readonly ids: string[];
  readonly hasMore: boolean;
  /** Of all calls that it takes. */
  readonly count: number;
}

async function found(tx: Transaction, actor: Actor, filter: AuthorizationFilter): Promise<Selected> {
  const visible = await visibleAuthorizations(tx.manager, actor, filter);
  if (visible === null) return { ids: [], hasMore: false, count: 0 };
  const { query } = visible;
  query.andWhere("sender.state IN (:...revocable)", { revocable: REVOCABLE });
  const rows = await query
    .clone()
    .select("sender.id")
    .orderBy("sender.id", "ASC")
    .limit(MAX_BATCH_SIZE + 1)
    .getMany();
  const hasMore = rows.length > MAX_BATCH_SIZE;
  const count = hasMore ? await query.getCount() : rows.length;
  return { ids: rows.slice(0, MAX_BATCH_SIZE).map(({ id }) => id), hasMore, count };
}
