import { In } from "typeorm";
import type { Transaction } from "../database/index.js";
import { RESELLER_LABEL_LENGTH } from "../kernel/index.js";
import { WaitingQuestion } from "./waiting-question.entity.js";

/** The reseller at the top, below which nobody gets turns of their own by adding resellers. */
export function topResellerOf({ resellerPath }: Pick<WaitingQuestion, "resellerPath">): string {
  return resellerPath.slice(0, RESELLER_LABEL_LENGTH);
}

/**
 * The due questions for a domain in the order of their turns: round the resellers at the top, under each of them round
 * its resellers, under each of those round its accounts, and of an account the oldest. Among equals whoever had no turn
 * for longest goes first, so that it stays fair where a budget has room for one an hour.
 */
export async function waitingInTurn(tx: Transaction, targetDomain: string, limit: number): Promise<WaitingQuestion[]> {
  const ordered: { id: string }[] = await tx.manager.query(
    `SELECT turns.id FROM (
      SELECT resellers.*, ROW_NUMBER() OVER
          (PARTITION BY top ORDER BY resellerTurn, resellerServed, id) AS topTurn FROM (
        SELECT accounts.*, ROW_NUMBER() OVER
            (PARTITION BY path ORDER BY accountTurn, accountServed, id) AS resellerTurn FROM (
          SELECT w.verificationId AS id, w.resellerPath AS path, SUBSTR(w.resellerPath, 1, ?) AS top,
              ROW_NUMBER() OVER (PARTITION BY w.accountId ORDER BY w.verificationId) AS accountTurn,
              COALESCE(a.servedAt, 0) AS accountServed, COALESCE(r.servedAt, 0) AS resellerServed,
              COALESCE(t.servedAt, 0) AS topServed
            FROM waiting_question w
            LEFT JOIN question_turn a ON a.targetDomain = w.targetDomain AND a.party = w.accountId
            LEFT JOIN question_turn r ON r.targetDomain = w.targetDomain AND r.party = w.resellerPath
            LEFT JOIN question_turn t ON t.targetDomain = w.targetDomain AND t.party = SUBSTR(w.resellerPath, 1, ?)
            WHERE w.targetDomain = ? AND w.dueAt <= ?
        ) accounts
      ) resellers
    ) turns ORDER BY topTurn, topServed, id LIMIT ?`,
    [RESELLER_LABEL_LENGTH, RESELLER_LABEL_LENGTH, targetDomain, tx.now.getTime(), limit],
  );
  const ids = ordered.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await tx.manager.findBy(WaitingQuestion, { verificationId: In(ids) });
  const byId = new Map(rows.map((row) => [row.verificationId, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function isWaiting(tx: Transaction, verificationIds: readonly string[]): Promise<boolean> {
  if (verificationIds.length === 0) return false;
  return tx.manager.existsBy(WaitingQuestion, { verificationId: In([...verificationIds]) });
}
