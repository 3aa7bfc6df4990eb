import type { EntityManager } from "typeorm";
import { placeholders } from "../../../database/index.js";
import { endOfSubtree } from "../../../kernel/index.js";
import { scopeKeyOf } from "../../../statistics/index.js";
import type { SummedScope } from "./sum-query.js";

/** As many are looked at while somebody waits; with more of them the sums are as they were a little before. */
const MOST_LOOKED_AT = 100;

/** Domains of a scope whose sums are not as things are. */
export interface DueDomains {
  /** All of them; null where there are too many to look at now. */
  readonly ids: readonly string[] | null;
  /** Epoch milliseconds: before that everything is in the sums. */
  readonly since: number;
}

/** Null where some sums were never made, so that only a walk knows. */
export async function findDueDomains(
  manager: EntityManager,
  scope: SummedScope,
  days: number,
  now: Date,
): Promise<DueDomains | null> {
  const path = scope.kind === "RESELLER" ? scope.resellerPath : "";
  const all: { path: string; since: number | string }[] = await manager.query(
    "SELECT path, since FROM readiness_mark WHERE domainId = ''",
  );
  if (all.some(({ since }) => Number(since) === 0)) return null;
  const marks = all.filter((mark) => mark.path.startsWith(path) || path.startsWith(mark.path));
  const found = new Map<string, number>();
  const queries = [
    ...marks.map((mark) => sumsBelow(scope, days, mark)),
    overdueSums(scope, days, now),
    markedDomains(scope),
  ];
  for (const [text, parameters] of queries) {
    const rows: { id: string; since: number | string }[] = await manager.query(
      `${text} LIMIT ${MOST_LOOKED_AT + 1}`,
      parameters,
    );
    for (const { id, since } of rows) found.set(id, Math.min(found.get(id) ?? Number(since), Number(since)));
  }
  if (found.size <= MOST_LOOKED_AT) return { ids: [...found.keys()], since: now.getTime() };
  if (await hasMarkWithoutSum(manager, scope, days)) return null;
  return { ids: null, since: Math.min(now.getTime(), ...found.values()) };
}

/** Domains that a statement leaves out; nothing where there are none. */
export function exceptFor(column: string, ids: readonly string[]): string {
  return ids.length === 0 ? "" : `AND ${column} NOT IN (${placeholders(ids.length)})`;
}

type Query = readonly [text: string, parameters: readonly (string | number)[]];

function sumsBelow(scope: SummedScope, days: number, { path, since }: { path: string; since: number | string }): Query {
  return [
    `SELECT s.domainId AS id, ? AS since FROM readiness_sum s JOIN domain d ON d.id = s.domainId
      WHERE s.scopeKey = ? AND s.days = ? AND d.resellerPath >= ? AND d.resellerPath < ?`,
    [Number(since), scopeKeyOf(scope), days, path, endOfSubtree(path)],
  ];
}

function overdueSums(scope: SummedScope, days: number, now: Date): Query {
  return [
    "SELECT domainId AS id, dueAt AS since FROM readiness_sum WHERE dueAt <= ? AND scopeKey = ? AND days = ? ORDER BY dueAt",
    [now.getTime(), scopeKeyOf(scope), days],
  ];
}

/** A domain that is gone is the platform's alone. */
function markedIn(scope: SummedScope): Query {
  return scope.kind === "PLATFORM"
    ? ["readiness_mark m WHERE m.path = '' AND m.domainId <> ''", []]
    : [
        `readiness_mark m JOIN domain d ON d.id = m.domainId
          WHERE m.path = '' AND m.domainId <> '' AND d.resellerPath >= ? AND d.resellerPath < ?`,
        [scope.resellerPath, endOfSubtree(scope.resellerPath)],
      ];
}

function markedDomains(scope: SummedScope): Query {
  const [text, parameters] = markedIn(scope);
  return [`SELECT m.domainId AS id, m.since AS since FROM ${text} ORDER BY m.since`, parameters];
}

async function hasMarkWithoutSum(manager: EntityManager, scope: SummedScope, days: number): Promise<boolean> {
  const [text, parameters] = markedIn(scope);
  const rows: unknown[] = await manager.query(
    `SELECT 1 FROM ${text}
        AND NOT EXISTS (SELECT 1 FROM readiness_sum s WHERE s.scopeKey = ? AND s.days = ? AND s.domainId = m.domainId)
        AND EXISTS (SELECT 1 FROM observation_total t WHERE t.domainId = m.domainId) LIMIT 1`,
    [...parameters, scopeKeyOf(scope), days],
  );
  return rows.length > 0;
}
