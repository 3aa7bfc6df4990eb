import type { EntityManager } from "typeorm";
import { beginningWith, withinScope } from "../database/index.js";
import type { Scope } from "../kernel/index.js";
import { Account } from "../tenancy/index.js";
import { SubmissionTrace } from "./submission-trace.entity.js";
import { tracesOf } from "./traces.js";

/** Messages of accounts in the scope with one of these ids, whole; the latest first. */
export async function listMessagesByIds(
  manager: EntityManager,
  scope: Scope,
  ids: { readonly queueIds: readonly string[]; readonly messageIds: readonly string[] },
  most: number,
): Promise<SubmissionTrace[]> {
  const traces = [
    ...ids.queueIds.flatMap((queueId) => tracesOf({ queueId, messageId: null })),
    ...ids.messageIds.flatMap((messageId) => tracesOf({ queueId: null, messageId })),
  ];
  if (traces.length === 0) return [];
  return messagesWithin(manager, scope)
    .andWhere("trace.trace IN (:...traces)", { traces })
    .orderBy("trace.seenAt", "DESC")
    .limit(most)
    .getMany();
}

/** Messages of accounts in the scope whose queue id begins so, in the order of the ids. */
export async function listMessagesByQueueId(
  manager: EntityManager,
  scope: Scope,
  beginning: string,
  most: number,
): Promise<SubmissionTrace[]> {
  return beginningWith(messagesWithin(manager, scope), "trace.queueId", beginning)
    .orderBy("trace.queueId", "ASC")
    .limit(most)
    .getMany();
}

function messagesWithin(manager: EntityManager, scope: Scope) {
  const query = manager
    .createQueryBuilder(SubmissionTrace, "trace")
    .innerJoin(Account, "account", "account.id = trace.accountId");
  return withinScope(query, scope, {
    resellerPath: "account.resellerPath",
    domainId: "account.domainId",
    accountId: "account.id",
  });
}
