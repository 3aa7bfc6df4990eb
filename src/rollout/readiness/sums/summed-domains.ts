import type { EntityManager } from "typeorm";
import { dialectOf } from "../../../database/index.js";
import { endOfSubtree, required } from "../../../kernel/index.js";
import { scopeKeyOf } from "../../../statistics/index.js";
import { type DomainFigures, type DomainReadiness, isBehind } from "../domain-figures.js";
import type { DomainCursor } from "../observed-domains.queries.js";
import { figuresOfColumns } from "./compute-sums.js";
import { exceptFor } from "./due-domains.queries.js";
import type { SumQuery } from "./sum-query.js";

const FIRST_PAGE = 100;
const FURTHER_PAGES = 2_000;

interface LookedAt {
  /** Whose sums are not as things are. */
  readonly dueIds: readonly string[];
  /** As things are. */
  readonly looked: readonly DomainReadiness[];
}

/** The domains of a scope that would be refused something, in the order of the tree: by their sums, and those that were looked at. */
export function summedDomains(manager: EntityManager, query: SumQuery, { dueIds, looked }: LookedAt): DomainFigures {
  const unresolved = looked
    .filter((each) => each.unresolved.addresses > 0)
    .sort((one, other) => (isBehind(one.domain, other.domain) ? 1 : -1));
  return {
    areKept: true,
    async *behind(after) {
      const waiting = unresolved.filter(({ domain }) => after === null || isBehind(domain, after));
      let cursor = after;
      for (let size = FIRST_PAGE; ; size = FURTHER_PAGES) {
        const page = await pageOfSums(manager, query, { dueIds, cursor, size });
        for (const each of page) {
          for (let next = waiting[0]; next && isBehind(each.domain, next.domain); next = waiting[0]) {
            waiting.shift();
            yield next;
          }
          yield each;
        }
        cursor = page.at(-1)?.domain ?? cursor;
        if (page.length < size) break;
      }
      yield* waiting;
    },
  };
}

async function pageOfSums(
  manager: EntityManager,
  { scope, days }: SumQuery,
  { dueIds, cursor, size }: { dueIds: readonly string[]; cursor: DomainCursor | null; size: number },
): Promise<DomainReadiness[]> {
  const parts = ["s.unresolvedAddresses > 0", "d.resellerPath >= ?", "d.resellerPath < ?"];
  const path = scope.kind === "RESELLER" ? scope.resellerPath : "";
  const parameters: (string | number)[] = [scopeKeyOf(scope), days, path, endOfSubtree(path)];
  if (cursor !== null) {
    const values = [cursor.resellerPath, cursor.name];
    const place = (index: number) => {
      parameters.push(required(values[index]));
      return "?";
    };
    parts.push(dialectOf(manager.dataSource).past(["d.resellerPath", "d.name"], ">", place));
  }
  // CROSS JOIN keeps SQLite to the order of the tree; a domain's sum is one look-up.
  const rows: ({ id: string; name: string; resellerPath: string } & Record<string, unknown>)[] = await manager.query(
    `SELECT d.id, d.name, d.resellerPath, s.refusedMessages, s.refusedAccounts, s.refusedAddresses,
            s.unresolvedMessages, s.unresolvedAccounts, s.unresolvedAddresses
       FROM domain d CROSS JOIN readiness_sum s ON s.scopeKey = ? AND s.days = ? AND s.domainId = d.id
      WHERE ${parts.join(" AND ")} ${exceptFor("d.id", dueIds)}
      ORDER BY d.resellerPath, d.name LIMIT ${size}`,
    [...parameters, ...dueIds],
  );
  return rows.map(({ id, name, resellerPath, ...columns }) => ({
    domain: { id, name, resellerPath },
    ...figuresOfColumns(columns),
  }));
}
