import type { KeyObject } from "node:crypto";
import type { Database, Transaction } from "../../database/index.js";
import {
  type Authorization,
  type AuthorizationFilter,
  AuthorizationState,
  grantAuthorizations as grantAll,
  innerFilter,
  lockAuthorizations,
  optionalLine,
  requireVisibleAuthorization,
  revokeLocked,
  visibleAuthorizations,
} from "../../identities/index.js";
import { type Actor, badInput } from "../../kernel/index.js";
import { fromGlobalId } from "../../request/index.js";
import { answerOnce, keyedCall, LARGEST_BATCH, type RememberedAnswer, requireBatch } from "../../tenancy/index.js";
import type { AddIdentitiesInput, GrantAuthorizationsInput, RevokeAuthorizationsInput } from "../batch.input.js";
import type { QuestionMailer } from "../question-mailer.js";
import { addManyIdentities } from "./add-identity.js";

/** Whose call it is, and what it needs. */
export interface BulkCaller {
  readonly database: Database;
  readonly actor: Actor;
  readonly mailer: QuestionMailer;
  /** Keys the hash under which the call is remembered. */
  readonly key: KeyObject;
}

/** All or none, in one transaction; the error names the item. Each question counts against its account's budget. */
export async function addIdentities(
  { database, actor, mailer, key }: BulkCaller,
  input: AddIdentitiesInput,
): Promise<RememberedAnswer<string[]>> {
  requireBatch(input.items, "input.items");
  return answerOnce(database, keyedCall(actor, "addIdentities", input, key), async (tx) => {
    const requests = input.items.map((item) => ({ ...item, accountId: fromGlobalId("Account", item.accountId) }));
    return idsOf(await addManyIdentities(tx, actor, mailer, requests, itemField));
  });
}

/** All or none, in one transaction; the error names the item. */
export async function grantAuthorizations(
  { database, actor, key }: BulkCaller,
  input: GrantAuthorizationsInput,
): Promise<RememberedAnswer<string[]>> {
  requireBatch(input.items, "input.items");
  return answerOnce(database, keyedCall(actor, "grantAuthorizations", input, key), async (tx) => {
    const grants = input.items.map((item) => ({ ...item, accountId: fromGlobalId("Account", item.accountId) }));
    const granted = await grantAll(tx, actor, grants, itemField);
    return idsOf(granted.map(({ authorization }) => authorization));
  });
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
  const reason = optionalLine(input.reason, "input.reason") ?? `revoked by ${actor.label}`;
  const select = selection(actor, input);
  return answerOnce(database, keyedCall(actor, "revokeAuthorizations", input, key), async (tx) => {
    const { ids, hasMore } = await select(tx);
    const authorizations = await lockAuthorizations(tx, ids);
    for (const authorization of authorizations) await revokeLocked(tx, actor, authorization, reason);
    return { count: authorizations.length, hasMore };
  });
}

type Selection = (tx: Transaction) => Promise<{ ids: string[]; hasMore: boolean }>;

function selection(actor: Actor, input: RevokeAuthorizationsInput): Selection {
  const named = input.authorizationIds ?? null;
  const filter = input.filter ? innerFilter(input.filter) : null;
  if ((named === null) === (filter === null)) {
    throw badInput("input", "Name either authorizations or a filter", "one of authorizationIds, filter");
  }
  if (named !== null) {
    requireBatch(named, "input.authorizationIds");
    const ids = [...new Set(named.map((id) => fromGlobalId("Authorization", id)))];
    return async (tx) => {
      for (const id of ids) await requireVisibleAuthorization(tx.manager, actor, id);
      return { ids, hasMore: false };
    };
  }
  const wanted: AuthorizationFilter = filter ?? {};
  if (Object.values(wanted).every((part) => part === undefined)) {
    throw badInput("input.filter", "An empty filter would revoke everything", "at least one part of the filter");
  }
  return (tx) => found(tx, actor, wanted);
}

async function found(tx: Transaction, actor: Actor, filter: AuthorizationFilter) {
  const query = await visibleAuthorizations(tx.manager, actor, filter);
  if (query === null) return { ids: [], hasMore: false };
  const rows = await query
    .select("sender.id")
    .andWhere("sender.state IN (:...revocable)", { revocable: REVOCABLE })
    .orderBy("sender.id", "ASC")
    .limit(LARGEST_BATCH + 1)
    .getMany();
  return { ids: rows.slice(0, LARGEST_BATCH).map(({ id }) => id), hasMore: rows.length > LARGEST_BATCH };
}
