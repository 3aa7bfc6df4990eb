import type { Transaction } from "../../database/index.js";
import { rowsAcrossTenants, SYSTEM_ACTOR } from "../../kernel/index.js";
import { effectivePolicy, Policy } from "../../policy/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import { AuthorizationReason, reasonBecause } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { pauseLocked } from "./pause-authorization.js";

/** Where the next call goes on; null from the start. */
export type UnusedCursor = { readonly resellerPath: string; readonly id: string } | null;

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Pauses authorizations that lay unused longer than the policy of their account allows. Walks the authorized ones in
 * the order of an index, `limit` a call; the cursor is null again at the end of a round. Without any policy that asks
 * for it, nothing is read.
 */
export async function pauseUnused(
  tx: Transaction,
  limit = 500,
  after: UnusedCursor = null,
): Promise<{ paused: number; next: UnusedCursor }> {
  const shortestDays = await shortestIdleDays(tx);
  if (shortestDays === null) return { paused: 0, next: null };
  const rows = await unusedSince(tx, new Date(tx.now.getTime() - shortestDays * DAY_MS), limit, after);
  let paused = 0;
  const daysByPlace = new Map<string, number>();
  const ids = rows.map(({ id }) => id);
  for (const authorization of rowsAcrossTenants(await lockAuthorizations(tx, ids), "the walk goes through all")) {
    const { resellerPath, domainId, accountId } = authorization;
    const key = `${resellerPath} ${domainId} ${accountId}`;
    let days = daysByPlace.get(key);
    if (days === undefined) {
      days = (await effectivePolicy(tx.manager, { resellerPath, domainId, accountId })).pauseUnusedAfterDays;
      daysByPlace.set(key, days);
    }
    const lastUse = authorization.lastUsedAt ?? authorization.authorizedAt ?? authorization.createdAt;
    const isDue = days > 0 && lastUse.getTime() <= tx.now.getTime() - days * DAY_MS;
    if (!isDue || authorization.state !== AuthorizationState.AUTHORIZED) continue;
    await pauseLocked(tx, SYSTEM_ACTOR, authorization, reasonBecause(AuthorizationReason.UNUSED, { days }));
    paused += 1;
  }
  const last = rows.at(-1);
  const isEnd = rows.length < limit || last === undefined;
  return { paused, next: isEnd ? null : { resellerPath: last.resellerPath, id: last.id } };
}

async function shortestIdleDays(tx: Transaction): Promise<number | null> {
  const policies = await tx.manager.find(Policy);
  const days = policies.map(({ settings }) => settings.pauseUnusedAfterDays ?? 0).filter((each) => each > 0);
  return days.length === 0 ? null : Math.min(...days);
}

function unusedSince(tx: Transaction, before: Date, limit: number, after: UnusedCursor): Promise<Authorization[]> {
  const query = tx.manager
    .createQueryBuilder(Authorization, "sender")
    .where("sender.state = :state", { state: AuthorizationState.AUTHORIZED })
    .andWhere("COALESCE(sender.lastUsedAt, sender.authorizedAt, sender.createdAt) <= :before", {
      before: before.getTime(),
    })
    .orderBy("sender.resellerPath", "ASC")
    .addOrderBy("sender.id", "ASC")
    .limit(limit);
  if (after !== null) {
    query.andWhere("(sender.resellerPath > :path OR (sender.resellerPath = :path AND sender.id > :id))", {
      path: after.resellerPath,
      id: after.id,
    });
  }
  return query.getMany();
}
