import type { EntityManager } from "typeorm";
import { placeholders } from "../../../database/index.js";
import { type PolicySettings, policyChains } from "../../../policy/index.js";
import type { ObservedDomain } from "../observed-domains.queries.js";

/** The first moments after this one from which the rules of these domains say something else by themselves; none where they do not. */
export async function nextRulesOf(
  manager: EntityManager,
  domains: readonly ObservedDomain[],
  now: Date,
): Promise<Map<string, number>> {
  const next = new Map<string, number>();
  const note = (domainId: string, at: number) => {
    if (at > now.getTime()) next.set(domainId, Math.min(next.get(domainId) ?? at, at));
  };
  if (domains.length === 0) return next;
  const ids = domains.map(({ id }) => id);
  const wanted = `domainId IN (${placeholders(ids.length)})`;
  for (const table of ["sender_authorization", "domain_authorization"]) {
    const rows: { domainId: string; at: number | string }[] = await manager.query(
      `SELECT domainId, MIN(expiresAt) AS at FROM ${table}
        WHERE ${wanted} AND state = 'AUTHORIZED' AND expiresAt > ? GROUP BY domainId`,
      [...ids, now.getTime()],
    );
    for (const { domainId, at } of rows) note(domainId, Number(at));
  }
  const places = domains.map(({ id, resellerPath }) => ({ resellerPath, domainId: id }));
  for (const [index, chain] of (await policyChains(manager, places)).entries()) {
    for (const { settings } of chain) noteSteps(settings, (at) => note(ids[index] ?? "", at));
  }
  const ofAccounts: { domainId: string; settings: string }[] = await manager.query(
    `SELECT a.domainId, p.settings FROM policy p JOIN account a ON a.id = p.scopeId
      WHERE p.scopeKind = 'ACCOUNT' AND a.${wanted}`,
    ids,
  );
  for (const { domainId, settings } of ofAccounts) {
    noteSteps(JSON.parse(settings) as PolicySettings, (at) => note(domainId, at));
  }
  return next;
}

function noteSteps({ schedule }: PolicySettings, note: (at: number) => void): void {
  for (const { at } of schedule ?? []) note(at);
}
