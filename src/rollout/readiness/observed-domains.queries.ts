import type { EntityManager } from "typeorm";
import { dialectOf } from "../../database/index.js";
import { endOfSubtree, required, type Scope } from "../../kernel/index.js";

export interface ObservedDomain {
  readonly id: string;
  readonly name: string;
  readonly resellerPath: string;
}

/** Where a walk stands: behind this domain. */
export type DomainCursor = Pick<ObservedDomain, "resellerPath" | "name">;

const DOMAINS_PER_STATEMENT = 250;

/** Domains of the scope with mail since that day, in the order of the tree and of names, some at a time. */
export async function* observedDomains(
  manager: EntityManager,
  scope: Scope,
  fromDay: number,
  { after = null, isForeignOnly = false }: { after?: DomainCursor | null; isForeignOnly?: boolean } = {},
): AsyncGenerator<ObservedDomain[]> {
  const mail = isForeignOnly ? "AND t.unauthorized + t.refused > 0" : "";
  let cursor = after;
  for (;;) {
    const { text, parameters } = conditionOf(manager, scope, cursor);
    const domains: ObservedDomain[] = await manager.query(
      `SELECT d.id, d.name, d.resellerPath FROM domain d
        WHERE ${text} AND EXISTS (SELECT 1 FROM observation_total t WHERE t.domainId = d.id AND t.day >= ? ${mail})
        ORDER BY d.resellerPath, d.name LIMIT ${DOMAINS_PER_STATEMENT}`,
      [...parameters, fromDay],
    );
    if (domains.length > 0) yield domains;
    const last = domains.at(-1);
    if (last === undefined || domains.length < DOMAINS_PER_STATEMENT) return;
    cursor = last;
  }
}

function conditionOf(manager: EntityManager, scope: Scope, after: DomainCursor | null) {
  const parts: string[] = ["1 = 1"];
  const parameters: (string | number)[] = [];
  if (scope.kind === "RESELLER") {
    parts.push("d.resellerPath >= ? AND d.resellerPath < ?");
    parameters.push(scope.resellerPath, endOfSubtree(scope.resellerPath));
  }
  if (scope.kind === "DOMAIN" || scope.kind === "ACCOUNT") {
    parts.push("d.id = ?");
    parameters.push(scope.domainId);
  }
  if (after !== null) {
    const values = [after.resellerPath, after.name];
    const next = (index: number) => {
      parameters.push(required(values[index]));
      return "?";
    };
    parts.push(dialectOf(manager.dataSource).past(["d.resellerPath", "d.name"], ">", next));
  }
  return { text: parts.join(" AND "), parameters };
}
