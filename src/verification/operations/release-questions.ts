import { Between, In, LessThan, LessThanOrEqual } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { endOfSubtree } from "../../kernel/index.js";
import type { VerificationKeys } from "../verification-keys.js";
import { QuestionTurn, WaitingQuestion } from "../waiting-question.entity.js";
import { topResellerOf, waitingInTurn } from "../waiting-questions.queries.js";
import { takeTurn } from "./take-turn.js";

/**
 * Mails waiting questions whose turn has come, for one domain and at most `limit` a call, so that the transaction stays
 * short. Returns how many were mailed or put off; 0 when none is due. One worker at a time: see the job's lease.
 */
export async function releaseQuestions(tx: Transaction, mailer: VerificationKeys, limit = 50): Promise<number> {
  const first = await tx.manager.findOne(WaitingQuestion, {
    where: { dueAt: LessThanOrEqual(tx.now) },
    order: { dueAt: "ASC", targetDomain: "ASC" },
  });
  if (first === null) return 0;
  let count = 0;
  const joined = new Set<string>();
  const passedOver = new Set<string>();
  for (const question of await waitingInTurn(tx, first.targetDomain, limit)) {
    if (joined.has(question.identityId) && !(await stillWaits(tx, question))) continue;
    if (passedOver.has(topResellerOf(question))) continue;
    const turn = await takeTurn(tx, mailer, question);
    if (turn.kind === "TAKEN") {
      joined.add(question.identityId);
      count += 1;
    } else if (turn.kind === "MAILBOX_FULL") {
      count += await putOff(tx, { verificationId: question.verificationId }, turn.retryAt);
    } else {
      // What one reseller may take of the domain is used up; the others' questions tell themselves whether all is.
      const top = topResellerOf(question);
      passedOver.add(top);
      const resellerPath = Between(top, endOfSubtree(top));
      count += await putOff(tx, { targetDomain: question.targetDomain, resellerPath }, turn.retryAt);
    }
  }
  return count;
}

type Which = Partial<Record<"verificationId" | "targetDomain", string>> & {
  readonly resellerPath?: ReturnType<typeof Between<string>>;
};

async function putOff(tx: Transaction, which: Which, dueAt: Date): Promise<number> {
  const result = await tx.manager.update(WaitingQuestion, { ...which, dueAt: LessThanOrEqual(tx.now) }, { dueAt });
  return result.affected ?? 0;
}

/** It may have gone out with an earlier one to the same address. */
function stillWaits(tx: Transaction, { verificationId }: WaitingQuestion): Promise<boolean> {
  return tx.manager.existsBy(WaitingQuestion, { verificationId });
}

/** Forgets who had a turn before this moment, at most `limit`. Returns how many. */
export async function deleteOldTurns(tx: Transaction, before: Date, limit = 1_000): Promise<number> {
  const rows = await tx.manager.find(QuestionTurn, { where: { servedAt: LessThan(before) }, take: limit });
  const domains = [...new Set(rows.map(({ targetDomain }) => targetDomain))];
  if (rows.length > 0) {
    await tx.manager.delete(QuestionTurn, { targetDomain: In(domains), servedAt: LessThan(before) });
  }
  return rows.length;
}
