import { In } from "typeorm";
import { KEYS_PER_STATEMENT, type Transaction } from "../../database/index.js";
import { recordChange } from "../../feed/index.js";
import { type Actor, requireScope } from "../../kernel/index.js";
import { findReleased, type Move, type Released, ranksPassedOn } from "../../tenancy/index.js";
import { Policy } from "../policy.entity.js";
import { requireMayLeaveDelimiters } from "../released-delimiters.js";
import { keepFromAbove } from "./keep-policies.js";

/**
 * Commit step: drops the policies of scopes that this transaction deleted, but for what was set further up, and lets those
 * of a moved domain follow it. Throws FORBIDDEN where a suspension from further up needs what a move leaves behind.
 */
export async function followReleasedScopes(tx: Transaction): Promise<void> {
  const released = findReleased(tx);
  if (released === undefined) return;
  await dropPolicies(tx, released);
  for (const move of released.moves) {
    await requireMayLeaveDelimiters(tx, released.actor, move);
    if (move.kind === "DOMAIN") await followDomain(tx, released.actor, move);
  }
}

/** A scope's identifier is unique over all kinds. */
async function dropPolicies(tx: Transaction, released: Released): Promise<void> {
  const scopeIds = [...released.accountIds, ...released.domainIds, ...released.resellerIds];
  for (let start = 0; start < scopeIds.length; start += KEYS_PER_STATEMENT) {
    const found = await tx.manager.findBy(Policy, {
      scopeId: In(scopeIds.slice(start, start + KEYS_PER_STATEMENT)),
    });
    if (found.length === 0) continue;
    await keepFromAbove(tx, released, found);
    await tx.manager.delete(Policy, { id: In(found.map(({ id }) => id)) });
    for (const { scopeKind, scopeId } of found) recordChange(tx, { kind: "POLICY_REMOVED", scopeKind, scopeId });
  }
}

async function followDomain(
  tx: Transaction,
  actor: Actor,
  { domainId, from, to }: Extract<Move, { kind: "DOMAIN" }>,
): Promise<void> {
  const where = `(scopeKind = 'DOMAIN' AND scopeId = ?)
    OR (scopeKind = 'ACCOUNT' AND scopeId IN (SELECT id FROM account WHERE domainId = ?))`;
  await tx.manager.query(`UPDATE policy SET resellerPath = ? WHERE ${where}`, [to, domainId, domainId]);
  for (const [former, now] of ranksPassedOn(requireScope(actor), from, to)) {
    const replacement = [`:"${former}"`, `:"${now}"`];
    await tx.manager.query(
      `UPDATE policy SET settingRanks = REPLACE(settingRanks, ?, ?), lockRanks = REPLACE(lockRanks, ?, ?) WHERE ${where}`,
      [...replacement, ...replacement, domainId, domainId],
    );
  }
}
