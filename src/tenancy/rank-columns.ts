import type { EntityManager, EntityMetadata } from "typeorm";
import { RANK_LENGTH } from "../database/index.js";
import { endOfSubtree, isRankAbove, pathsFromTop, rankOf, type Scope } from "../kernel/index.js";

/**
 * Columns that keep the rank of whoever set something (kernel/rank.ts), whichever room they belong to: those made with
 * `rankColumn`, and JSON objects of name → rank, whose names end in `Ranks`. Ranks begin with paths, so a move rewrites
 * them with the paths.
 */
interface RankColumn {
  readonly table: EntityMetadata;
  readonly column: string;
  readonly isMap: boolean;
}

function rankColumns(manager: EntityManager): RankColumn[] {
  return manager.connection.entityMetadatas.flatMap((table) =>
    table.columns.flatMap(({ propertyName: column, length }) => {
      // Whoever gave a right is not followed by another: with them the right ends (identities/rights-ended-by-move.ts).
      if (column === "givenBy") return [];
      const isMap = column.endsWith("Ranks");
      return isMap || length === String(RANK_LENGTH) ? [{ table, column, isMap }] : [];
    }),
  );
}

export interface SubtreeMove {
  readonly from: string;
  readonly to: string;
  /** Paths above the old place: what they set passes to whoever is above the new one. */
  readonly left: readonly string[];
  /** The path above the new place, empty for the platform. */
  readonly joined: string;
}

/** Before the paths themselves are rewritten: one statement a column, and one more for each path that is left. */
export async function rewriteRanks(manager: EntityManager, { from, to, left, joined }: SubtreeMove): Promise<void> {
  const subtree = [from, endOfSubtree(from)];
  for (const { table, column, isMap } of rankColumns(manager)) {
    const path = table.tableName === "reseller" ? "path" : "resellerPath";
    const inSubtree = `${path} >= ? AND ${path} < ?`;
    if (isMap) {
      await replaceInMap(manager, {
        table: table.tableName,
        column,
        ranks: [`:"${from}`, `:"${to}`],
        where: inSubtree,
        keys: subtree,
      });
    } else {
      await manager.query(
        `UPDATE ${table.tableName} SET ${column} = CONCAT(?, SUBSTR(${column}, ?))
         WHERE ${inSubtree} AND ${column} >= ? AND ${column} < ?`,
        [to, from.length + 1, ...subtree, ...subtree],
      );
    }
    const passed = left.map((path) => [path, joined] as const);
    await replaceRanks(manager, { table, column, isMap }, { passed, where: inSubtree, keys: subtree });
  }
}

/** What a domain's former holders set is its new reseller's to undo; what the caller and those above set stays theirs. */
export function ranksPassedOn(scope: Scope, from: string, to: string): (readonly [former: string, now: string])[] {
  const rank = rankOf(scope);
  const resellers = pathsFromTop(from).filter((path) => isRankAbove(rank, path));
  return [...resellers.map((path) => [path, to] as const), [`${from}!`, `${to}!`]];
}

/** For everything that lies in the domain. */
export async function passRanksOn(
  manager: EntityManager,
  domainId: string,
  passed: readonly (readonly [string, string])[],
): Promise<void> {
  for (const found of rankColumns(manager)) {
    const key = found.table.tableName === "domain" ? "id" : "domainId";
    if (!found.table.columns.some(({ propertyName }) => propertyName === key)) continue;
    await replaceRanks(manager, found, { passed, where: `${key} = ?`, keys: [domainId] });
  }
}

export interface RanksToReplace {
  readonly passed: readonly (readonly [string, string])[];
  readonly where: string;
  readonly keys: readonly string[];
}

export async function replaceRanks(
  manager: EntityManager,
  { table, column, isMap }: RankColumn,
  { passed, where, keys }: RanksToReplace,
): Promise<void> {
  for (const [former, now] of passed) {
    if (isMap) {
      await replaceInMap(manager, {
        table: table.tableName,
        column,
        ranks: [`:"${former}"`, `:"${now}"`],
        where,
        keys,
      });
    } else {
      await manager.query(`UPDATE ${table.tableName} SET ${column} = ? WHERE ${where} AND ${column} = ?`, [
        now,
        ...keys,
        former,
      ]);
    }
  }
}

export interface RankInMap {
  readonly table: string;
  readonly column: string;
  readonly ranks: readonly [string, string];
  readonly where: string;
  readonly keys: readonly string[];
}

/** A rank in a map stands right after a colon and a quotation mark, which no name of a setting holds. */
export async function replaceInMap(
  manager: EntityManager,
  { table, column, ranks: [former, now], where, keys }: RankInMap,
): Promise<void> {
  await manager.query(`UPDATE ${table} SET ${column} = REPLACE(${column}, ?, ?) WHERE ${where}`, [
    former,
    now,
    ...keys,
  ]);
}
