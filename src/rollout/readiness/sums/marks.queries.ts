import type { EntityManager } from "typeorm";
import { placeholders, type Transaction } from "../../../database/index.js";
import { endOfSubtree } from "../../../kernel/index.js";

/** A row of `readiness_mark`. */
export type Mark = Readonly<Record<"path" | "domainId" | "since" | "marks", string | number>>;

const COLUMNS = "path, domainId, since, marks";

export function findMarks(manager: EntityManager, domainIds: readonly string[]): Promise<Mark[]> {
  return manager.query(
    `SELECT ${COLUMNS} FROM readiness_mark
      WHERE path = '' AND domainId IN (${placeholders(domainIds.length)}) ORDER BY domainId`,
    [...domainIds],
  );
}

/** Of all domains below a path, the widest first. */
export function findPathMarks(manager: EntityManager): Promise<Mark[]> {
  return manager.query(`SELECT ${COLUMNS} FROM readiness_mark WHERE domainId = '' ORDER BY path`);
}

/** Of one path: those that nobody has set again since they were read, whoever else has taken them away meanwhile. */
export async function removeMarks(tx: Transaction, marks: readonly Mark[]): Promise<void> {
  const [first] = marks;
  if (first === undefined) return;
  // The first two conditions say it by the key, so that no other row is looked at and locked.
  await tx.manager.query(
    `DELETE FROM readiness_mark
      WHERE path = ? AND domainId IN (${placeholders(marks.length)})
        AND (path, domainId, since, marks) IN (${tx.dialect.tuples(4, marks.length)})`,
    [
      first.path,
      ...marks.map(({ domainId }) => domainId),
      ...marks.flatMap(({ path, domainId, since, marks: times }) => [path, domainId, since, times]),
    ],
  );
}

/** Some domains with mail below a path, behind one of them; at the empty path those too that are gone. */
export async function domainsWithMailBelow(
  manager: EntityManager,
  path: string,
  after: string,
  most: number,
): Promise<string[]> {
  const [text, parameters] =
    path === ""
      ? ["SELECT DISTINCT domainId AS id FROM observation_total WHERE domainId > ? ORDER BY domainId", [after]]
      : [
          `SELECT d.id FROM domain d WHERE d.id > ? AND d.resellerPath >= ? AND d.resellerPath < ?
              AND EXISTS (SELECT 1 FROM observation_total t WHERE t.domainId = d.id) ORDER BY d.id`,
          [after, path, endOfSubtree(path)],
        ];
  const rows: { id: string }[] = await manager.query(`${text} LIMIT ${most}`, parameters);
  return rows.map(({ id }) => id);
}

/** Some of the marked domains, behind one of them; each once, as what is marked again meanwhile is for the next turn. */
export async function findMarkedDomains(
  manager: EntityManager,
  path: string,
  after: string,
  most: number,
): Promise<string[]> {
  const [text, parameters] =
    path === ""
      ? ["readiness_mark m WHERE m.path = '' AND m.domainId > ?", [after]]
      : [
          `readiness_mark m JOIN domain d ON d.id = m.domainId
            WHERE m.path = '' AND m.domainId > ? AND d.resellerPath >= ? AND d.resellerPath < ?`,
          [after, path, endOfSubtree(path)],
        ];
  const rows: { domainId: string }[] = await manager.query(
    `SELECT m.domainId FROM ${text} ORDER BY m.domainId LIMIT ${most}`,
    parameters,
  );
  return rows.map(({ domainId }) => domainId);
}

/** Some of those whose time has come in one scope, or in any. */
export async function findDueSums(
  manager: EntityManager,
  scopeKey: string | null,
  now: Date,
  most: number,
): Promise<string[]> {
  const rows: { domainId: string }[] = await manager.query(
    `SELECT DISTINCT domainId FROM readiness_sum WHERE dueAt <= ? ${scopeKey === null ? "" : "AND scopeKey = ?"}
      LIMIT ${most}`,
    [now.getTime(), ...(scopeKey === null ? [] : [scopeKey])],
  );
  return rows.map(({ domainId }) => domainId);
}
