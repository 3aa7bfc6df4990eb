import type { EntityManager, EntityMetadata } from "typeorm";
import { endOfSubtree } from "../kernel/index.js";

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

/** Tables whose rows remember how high up they were suspended. */
const SUSPENDABLE_TABLES = [
  { table: "reseller", path: "path" },
  { table: "domain", path: "resellerPath" },
  { table: "account", path: "resellerPath" },
] as const;

export interface SubtreeMove {
  readonly from: string;
  readonly to: string;
  /** Paths above the old place whose suspensions pass to whoever is above the new one. */
  readonly left: readonly string[];
  /** The path above the new place, empty for the platform. */
  readonly joined: string;
}

/** Gives a whole subtree its new paths: one statement a table, whatever its size. */
export async function rewritePaths(manager: EntityManager, { from, to, left, joined }: SubtreeMove): Promise<void> {
  const subtree = [from, endOfSubtree(from)];
  const replace = [to, from.length + 1];
  for (const { table, path } of SUSPENDABLE_TABLES) {
    await manager.query(
      `UPDATE ${table} SET suspendedBy = CONCAT(?, SUBSTR(suspendedBy, ?))
       WHERE ${path} >= ? AND ${path} < ? AND suspendedBy >= ? AND suspendedBy < ?`,
      [...replace, ...subtree, ...subtree],
    );
    if (left.length > 0) {
      await manager.query(
        `UPDATE ${table} SET suspendedBy = ?
         WHERE ${path} >= ? AND ${path} < ? AND suspendedBy IN (${left.map(() => "?").join(", ")})`,
        [joined, ...subtree, ...left],
      );
    }
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
