import type { EntityManager, EntityMetadata } from "typeorm";
import { endOfSubtree } from "../kernel/index.js";
import { rewriteRanks, type SubtreeMove } from "./rank-columns.js";

/** An event stays with those in whose part of the tree it happened. */
const STAYING_TABLES = new Set(["audit_event"]);

/**
 * Every table that carries a reseller's path in `resellerPath`, whichever room it belongs to, so that a move rewrites
 * them together: it follows from the entities.
 */
function resellerPathTables(manager: EntityManager): EntityMetadata[] {
  return manager.connection.entityMetadatas.filter(
    (table) => !STAYING_TABLES.has(table.tableName) && hasColumn(table, "resellerPath"),
  );
}

/** Those of them whose rows lie in one domain, and follow it to another reseller. */
function domainTables(manager: EntityManager): EntityMetadata[] {
  return resellerPathTables(manager).filter((table) => hasColumn(table, "domainId"));
}

function hasColumn({ columns }: EntityMetadata, name: string): boolean {
  return columns.some(({ propertyName }) => propertyName === name);
}

/** Gives a whole subtree its new paths: one statement a table, whatever its size. */
export async function rewritePaths(manager: EntityManager, move: SubtreeMove): Promise<void> {
  const { from, to } = move;
  const subtree = [from, endOfSubtree(from)];
  const replace = [to, from.length + 1];
  await rewriteRanks(manager, move);
  for (const { tableName } of resellerPathTables(manager).filter((table) => hasColumn(table, "givenBy"))) {
    // What somebody who moves along gave, wherever it lies.
    await manager.query(
      `UPDATE ${tableName} SET givenBy = CONCAT(?, SUBSTR(givenBy, ?)) WHERE givenBy >= ? AND givenBy < ?`,
      [...replace, ...subtree],
    );
  }
  const columns = [
    ["reseller", "path"],
    ...resellerPathTables(manager).map((table) => [table.tableName, "resellerPath"]),
  ];
  for (const [table, column] of columns) {
    await manager.query(
      `UPDATE ${table} SET ${column} = CONCAT(?, SUBSTR(${column}, ?)) WHERE ${column} >= ? AND ${column} < ?`,
      [...replace, ...subtree],
    );
  }
}

/** Gives everything that lies in a domain the path of its new reseller. */
export async function rewritePathsOfDomain(manager: EntityManager, domainId: string, to: string): Promise<void> {
  for (const { tableName } of domainTables(manager)) {
    await manager.query(`UPDATE ${tableName} SET resellerPath = ? WHERE domainId = ?`, [to, domainId]);
  }
}
