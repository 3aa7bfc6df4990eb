import { In, IsNull } from "typeorm";
import { KEYS_PER_STATEMENT, type Transaction } from "../../database/index.js";
import { endOfSubtree } from "../../kernel/index.js";
import { findReleased, type Move } from "../../tenancy/index.js";
import { RefreshToken } from "../refresh-token.entity.js";

/**
 * Commit step: whoever is signed in as an account that was deleted, moved, or goes on under another login or password
 * must sign in again. The sessions are marked, which ends their access tokens at once. Administrators, keys and issuers
 * of what was deleted are gone with it, and nobody is found behind their tokens any more.
 */
export async function endReleasedSessions(tx: Transaction): Promise<void> {
  const released = findReleased(tx);
  if (released === undefined) return;
  await endSessionsWhere(tx, "subjectId", [...released.accountIds, ...released.changedLogins]);
  for (const move of released.moves) await endSessionsWhere(tx, "id", await sessionsOfMoved(tx, move));
}

async function endSessionsWhere(tx: Transaction, column: "id" | "subjectId", keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += KEYS_PER_STATEMENT) {
    const chunk = keys.slice(start, start + KEYS_PER_STATEMENT);
    await tx.manager.update(RefreshToken, { [column]: In(chunk), revokedAt: IsNull() }, { revokedAt: tx.now });
  }
}

/** Mailboxes in what moved; paths are those after the move. */
async function sessionsOfMoved(tx: Transaction, move: Move): Promise<string[]> {
  const [where, keys] =
    move.kind === "DOMAIN"
      ? ["account.domainId = ?", [move.domainId]]
      : ["account.resellerPath >= ? AND account.resellerPath < ?", [move.to, endOfSubtree(move.to)]];
  const found: { id: string }[] = await tx.manager.query(
    `SELECT token.id AS id FROM account JOIN refresh_token token ON token.subjectId = account.id
      WHERE ${where} AND token.revokedAt IS NULL`,
    [...keys],
  );
  return found.map(({ id }) => id);
}
