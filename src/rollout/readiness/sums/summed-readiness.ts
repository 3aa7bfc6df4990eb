import type { EntityManager } from "typeorm";
import { endOfSubtree } from "../../../kernel/index.js";
import { scopeKeyOf } from "../../../statistics/index.js";
import type { DomainFigures, DomainReadiness } from "../domain-figures.js";
import { addFigures, type ReadinessFigures } from "../figures.js";
import type { ReadinessWindow } from "../summarize.js";
import { figuresByDomain, figuresOfColumns, findDomains, messagesBefore } from "./compute-sums.js";
import { exceptFor, findDueDomains } from "./due-domains.queries.js";
import type { SummedScope, SumQuery } from "./sum-query.js";
import { summedDomains } from "./summed-domains.js";

/** The figures of a report from its domains' sums. */
export interface SummedReadiness extends ReadinessFigures {
  /** Every change until then is in them. */
  readonly asOf: Date;
  /** Whether more domains have changed since than can be looked at while somebody waits. */
  readonly isBehind: boolean;
  readonly messages: number;
  readonly byDomain: DomainFigures;
}

/**
 * What a walk over the scope would say, added up from the sums of its domains and from a walk over the few that changed
 * since theirs was made. Where many have, the sums stand as they were at `asOf`; null where some were never made.
 */
export async function summedReadiness(manager: EntityManager, query: SumQuery): Promise<SummedReadiness | null> {
  const { scope, days, window, now } = query;
  const due = await findDueDomains(manager, scope, days, now);
  if (due === null) return null;
  const dueIds = due.ids ?? [];
  const [row]: Record<string, unknown>[] = await manager.query(
    `SELECT SUM(messages) AS messages,
            SUM(refusedMessages) AS refusedMessages, SUM(refusedAccounts) AS refusedAccounts,
            SUM(refusedAddresses) AS refusedAddresses, SUM(unresolvedMessages) AS unresolvedMessages,
            SUM(unresolvedAccounts) AS unresolvedAccounts, SUM(unresolvedAddresses) AS unresolvedAddresses
       FROM readiness_sum WHERE scopeKey = ? AND days = ? ${exceptFor("domainId", dueIds)}`,
    [scopeKeyOf(scope), days, ...dueIds],
  );
  const sums = figuresOfColumns(row);
  const looked = await lookedAt(manager, query, dueIds);
  for (const { refused, unresolved } of looked.domains) {
    addFigures(sums.refused, refused);
    addFigures(sums.unresolved, unresolved);
  }
  const messages = Number(row?.messages ?? 0) + looked.messages + (await messagesOfLastDay(manager, scope, window));
  const byDomain = summedDomains(manager, query, { dueIds, looked: looked.domains });
  return { asOf: new Date(due.since), isBehind: due.ids === null, messages, ...sums, byDomain };
}

async function lookedAt(
  manager: EntityManager,
  { scope, window }: SumQuery,
  ids: readonly string[],
): Promise<{ readonly messages: number; readonly domains: readonly DomainReadiness[] }> {
  const path = scope.kind === "RESELLER" ? scope.resellerPath : "";
  const domains = (await findDomains(manager, ids)).filter(({ resellerPath }) => resellerPath.startsWith(path));
  const counted = scope.kind === "PLATFORM" ? ids : domains.map(({ id }) => id);
  const messages = await messagesBefore(manager, counted, window);
  const figures = await figuresByDomain(manager, domains, window);
  return {
    messages: [...messages.values()].reduce((sum, each) => sum + each, 0),
    domains: domains.flatMap((domain) => {
      const found = figures.get(domain.id);
      return found === undefined ? [] : [{ domain, ...found }];
    }),
  };
}

/** It is not over, and mail under own logins alone changes no sum. */
async function messagesOfLastDay(
  manager: EntityManager,
  scope: SummedScope,
  { untilDay }: ReadinessWindow,
): Promise<number> {
  const [within, parameters] =
    scope.kind === "PLATFORM"
      ? ["WHERE t.day = ?", [untilDay]]
      : [
          "JOIN domain d ON d.id = t.domainId WHERE t.day = ? AND d.resellerPath >= ? AND d.resellerPath < ?",
          [untilDay, scope.resellerPath, endOfSubtree(scope.resellerPath)],
        ];
  const [row]: { messages: number | string | null }[] = await manager.query(
    `SELECT SUM(t.own + t.authorized + t.unauthorized + t.refused) AS messages FROM observation_total t ${within}`,
    parameters,
  );
  return Number(row?.messages ?? 0);
}
