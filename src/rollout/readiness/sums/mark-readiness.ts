import { additiveUpsert, inBatches, placeholders, type Transaction, type Upsert } from "../../../database/index.js";
import { dayOf, endOfSubtree } from "../../../kernel/index.js";
import { findObserved, type Observed } from "../../../observations/index.js";
import { countingScopes } from "../../../statistics/index.js";
import { findReleased, type Move, timeZonesAt } from "../../../tenancy/index.js";
import { changedParts } from "./changed-parts.js";
import { SUM_OF_PLATFORM } from "./sum-windows.js";

export const MARK: Upsert = { table: "readiness_mark", key: ["path", "domainId"], add: ["marks"], least: ["since"] };

/**
 * Commit step: marks the domains of whose readiness this transaction changes something, so that their sums are made anew
 * whatever happens to the process. Sums in scopes that a domain has left go at once.
 */
export async function markReadiness(tx: Transaction): Promise<void> {
  const { domainIds, paths } = await changedParts(tx);
  for (const id of await newlyToSum(tx, findObserved(tx))) domainIds.add(id);
  const since = tx.now.getTime();
  await additiveUpsert(tx, MARK, [
    ...[...domainIds].map((domainId) => ({ path: "", domainId, since, marks: 1 })),
    ...[...paths].map((path) => ({ path, domainId: "", since, marks: 1 })),
  ]);
  const released = findReleased(tx);
  for (const ids of inBatches([...(released?.domainIds ?? [])])) {
    await tx.manager.query(`DELETE FROM readiness_sum WHERE domainId IN (${placeholders(ids.length)})`, ids);
  }
  for (const move of released?.moves ?? []) await followMove(tx, move);
}

async function followMove(tx: Transaction, move: Move): Promise<void> {
  if (move.kind === "DOMAIN") {
    await tx.manager.query("DELETE FROM readiness_sum WHERE domainId = ?", [move.domainId]);
    return;
  }
  const below = "d.resellerPath >= ? AND d.resellerPath < ?";
  const subtree = [move.to, endOfSubtree(move.to)];
  await tx.manager.query(
    `INSERT INTO readiness_mark (path, domainId, since, marks) SELECT '', d.id, ?, 1 FROM domain d WHERE ${below}
     ${tx.dialect.onDuplicate(MARK.key)} marks = readiness_mark.marks + 1`,
    [tx.now.getTime(), ...subtree],
  );
  await tx.manager.query(
    `DELETE FROM readiness_sum WHERE domainId IN (SELECT d.id FROM domain d WHERE ${below})`,
    subtree,
  );
}

/**
 * Mail under own logins changes nothing but how much there is, and of today that is counted where it is read: it marks a
 * domain only on a day that is over for one of its scopes, or when the domain has no sum yet.
 */
async function newlyToSum(tx: Transaction, observed: Observed): Promise<Set<string>> {
  const ids = new Set(observed.changedDomainIds);
  const plain = observed.ownMail.filter(({ domainId }) => !ids.has(domainId));
  if (plain.length === 0) return ids;
  const zoneAt = await timeZonesAt(
    tx.manager,
    plain.flatMap((place) => countingScopes(place).map(({ path }) => path)),
  );
  for (const { domainId, resellerPath, day } of plain) {
    const isOver = countingScopes({ domainId, resellerPath }).some(
      ({ path }) => day < dayOf(tx.now, zoneAt(path)).number,
    );
    if (isOver) ids.add(domainId);
  }
  const others = [...new Set(plain.map(({ domainId }) => domainId))].filter((id) => !ids.has(id));
  const summed = new Set<string>();
  for (const chunk of inBatches(others)) {
    const rows: { domainId: string }[] = await tx.manager.query(
      `SELECT domainId FROM readiness_sum
        WHERE scopeKey = ? AND days = 0 AND domainId IN (${placeholders(chunk.length)})`,
      [SUM_OF_PLATFORM, ...chunk],
    );
    for (const { domainId } of rows) summed.add(domainId);
  }
  for (const id of others) if (!summed.has(id)) ids.add(id);
  return ids;
}
