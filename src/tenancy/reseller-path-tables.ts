import type { EntityManager } from "typeorm";
import { endOfSubtree } from "../kernel/index.js";

/**
 * Every table that carries a reseller's path in `resellerPath`, so that a move rewrites them together: a room that adds
 * such a column adds its table here, and a test compares this list with the entities. Plain names, because rooms above
 * this one own most of them. `audit_event` is left out on purpose: an event stays with those in whose part of the tree
 * it happened.
 */
export const RESELLER_PATH_TABLES = [
  "domain",
  "account",
  "administrator",
  "api_key",
  "trusted_issuer",
  "policy",
  "sender_authorization",
  "domain_authorization",
  "approval",
  "enforcement_hold",
] as const;

/** Those of them whose rows lie in one domain, and follow it to another reseller. */
export const DOMAIN_TABLES = [
  "account",
  "administrator",
  "api_key",
  "sender_authorization",
  "domain_authorization",
  "approval",
  "enforcement_hold",
] as const;

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
  const columns = [["reseller", "path"], ...RESELLER_PATH_TABLES.map((table) => [table, "resellerPath"])];
  for (const [table, column] of columns) {
    await manager.query(
      `UPDATE ${table} SET ${column} = CONCAT(?, SUBSTR(${column}, ?)) WHERE ${column} >= ? AND ${column} < ?`,
      [...replace, ...subtree],
    );
  }
}

/** Gives everything that lies in a domain the path of its new reseller. */
export async function rewritePathsOfDomain(manager: EntityManager, domainId: string, to: string): Promise<void> {
  await manager.query(
    `UPDATE policy SET resellerPath = ? WHERE (scopeKind = 'DOMAIN' AND scopeId = ?)
     OR (scopeKind = 'ACCOUNT' AND scopeId IN (SELECT id FROM account WHERE domainId = ?))`,
    [to, domainId, domainId],
  );
  for (const table of DOMAIN_TABLES) {
    await manager.query(`UPDATE ${table} SET resellerPath = ? WHERE domainId = ?`, [to, domainId]);
  }
}
