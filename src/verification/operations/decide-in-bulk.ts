import { actorNameAt } from "../../audit/index.js";
import {
  type Authorization,
  type AuthorizationFilter,
  AuthorizationState,
  grantAuthorizations as grantAll,
  innerFilter,
  type LeftBecause,
  type LeftPair,
  leftBecause,
  leftSince,
  lockAuthorizations,
  optionalLine,
  requireVisibleAuthorization,
  revokeLocked,
  visibleAuthorizations,
} from "../../authorizations/index.js";
import type { KeyRing } from "../../config/index.js";
import type { Database, Transaction } from "../../database/index.js";
import { fromGlobalId, requireExpectedCount, requireOneOf } from "../../graphql/index.js";
import type { Actor } from "../../kernel/index.js";
import { answerOnce, keyedCall, MAX_BATCH_SIZE, type RememberedAnswer, requireBatch } from "../../tenancy/index.js";
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

/** All or none, in one transaction; the error names the item. Each question counts against its account's budget. */
export async function addIdentities(
  { database, actor, mailer, key }: BulkCaller,
  input: AddIdentitiesInput,
  noRoutes: NoRoutes,
): Promise<RememberedAnswer<string[]>> {
  requireBatch(input.items, "input.items");
  return answerOnce(database, keyedCall(actor, "addIdentities", input, key), async (tx) => {
    const requests = input.items.map((item) => ({ ...item, accountId: fromGlobalId("Account", item.accountId) }));
    return idsOf(await addManyIdentities(tx, actor, mailer, requests, itemField, noRoutes));
  });
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
  readonly ids: readonly string[];
  readonly left: readonly LeftItem[];
}

/** In one transaction; the error names the item. What is known here already, or refused, is left as it is and listed. */
export async function grantAuthorizations(
  { database, actor, key }: BulkCaller,
  input: GrantAuthorizationsInput,
): Promise<RememberedAnswer<GrantedItems>> {
  requireBatch(input.items, "input.items");
  return answerOnce(database, keyedCall(actor, "grantAuthorizations", input, key), async (tx) => {
    const grants = input.items.map((item) => ({ ...item, accountId: fromGlobalId("Account", item.accountId) }));
    const { granted, left } = await grantAll(tx, actor, grants, itemField);
    return { ids: idsOf(granted.map(({ authorization }) => authorization)), left: left.map(leftItem) };
  });
}

function leftItem(pair: LeftPair): LeftItem {
  const { index, identity, authorization } = pair;
  return {
    item: index,
    address: identity.address,
    because: leftBecause(pair),
    authorizationId: authorization?.id ?? null,
    since: leftSince(pair).getTime(),
  };
}

const itemField = (index: number) => `input.items[${index}]`;

function idsOf(authorizations: readonly Authorization[]): string[] {
  return authorizations.map(({ id }) => id);
}

export interface Revoked {
  readonly count: number;
  readonly hasMore: boolean;
}

const REVOCABLE = [AuthorizationState.PENDING, AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED];

/** Those named, all or none, or the first thousand that the filter finds and that can be revoked. */
export async function revokeAuthorizations(
  { database, actor, key }: BulkCaller,
  input: RevokeAuthorizationsInput,
): Promise<RememberedAnswer<Revoked>> {
  const reason = optionalLine(input.reason, "input.reason");
  const select = selection(actor, input);
  return answerOnce(database, keyedCall(actor, "revokeAuthorizations", input, key), async (tx) => {
    const { ids, hasMore, count } = await select(tx);
    requireExpectedCount(input, count);
    const authorizations = await lockAuthorizations(tx, ids);
    for (const authorization of authorizations) {
      const why = reason ?? `revoked by ${actorNameAt(authorization, actor)}`;
      await revokeLocked(tx, actor, authorization, why);
    }
    return { count: input.dryRun === true ? count : authorizations.length, hasMore };
  });
}

interface Selected {
  /** Those of this call. */
  readonly ids: string[];
  readonly hasMore: boolean;
  /** Of all calls that it takes. */
  readonly count: number;
}

type Selection = (tx: Transaction) => Promise<Selected>;

function selection(actor: Actor, input: RevokeAuthorizationsInput): Selection {
  requireOneOf(input, "authorizationIds", "filter");
  const named = input.authorizationIds ?? null;
  if (named !== null) {
    requireBatch(named, "input.authorizationIds");
    const ids = [...new Set(named.map((id) => fromGlobalId("Authorization", id)))];
    return async (tx) => {
      for (const id of ids) await requireVisibleAuthorization(tx.manager, actor, id);
      return { ids, hasMore: false, count: ids.length };
    };
  }
  const wanted = innerFilter(input.filter);
  return (tx) => found(tx, actor, wanted);
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
