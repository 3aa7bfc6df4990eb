import { In } from "typeorm";
import {
  AuthorizationReason,
  AuthorizationState,
  lockAuthorizations,
  moveTo,
  namesOfAll,
  outcomesIn,
  reasonBecause,
  saveAuthorization,
} from "../../authorizations/index.js";
import { lockRows, moveRows, type Transaction } from "../../database/index.js";
import { rowsAcrossTenants, SYSTEM_ACTOR } from "../../kernel/index.js";
import { Approval, ApprovalState } from "../approval.entity.js";
import { OPEN_STATES } from "../questions.queries.js";
import { DeliveryState, Verification } from "../verification.entity.js";
import { VERIFICATION_STATES } from "../verification-states.js";

/**
 * Ends questions that nobody answered in time, and the requests behind them, unless those still wait for a domain's
 * administrators. Returns how many questions, at most `limit` for each open state.
 */
export async function expireVerifications(tx: Transaction, limit = 500): Promise<number> {
  const found: Verification[] = [];
  for (const state of OPEN_STATES) {
    const rows = await tx.manager
      .createQueryBuilder(Verification, "question")
      .select(["question.id", "question.authorizationId"])
      .where("question.state = :state AND question.expiresAt <= :now", { state, now: tx.now.getTime() })
      .orderBy("question.expiresAt", "ASC")
      .limit(limit)
      .getMany();
    found.push(...rows);
  }
  if (found.length === 0) return 0;
  const foundIds = [...new Set(found.map(({ authorizationId }) => authorizationId))];
  const locked = rowsAcrossTenants(await lockAuthorizations(tx, foundIds), "time is over for all alike");
  // One that was answered or asked anew meanwhile is not over.
  const due = await lockRows(tx, Verification, { id: In(found.map(({ id }) => id)), state: In(OPEN_STATES) });
  const authorizationIds = [...new Set(due.map(({ authorizationId }) => authorizationId))];
  const isOver = new Set(authorizationIds);
  const authorizations = locked.filter(({ id }) => isOver.has(id));
  const approvals = await tx.manager.findBy(Approval, {
    authorizationId: In(authorizationIds),
    state: ApprovalState.WAITING,
  });
  const isWaiting = new Set(approvals.map(({ authorizationId }) => authorizationId));
  const ids = due.map(({ id }) => id);
  const count = await moveRows(tx, Verification, { where: { id: In(ids) }, step: VERIFICATION_STATES.step("EXPIRE") });
  const over = authorizations.filter(({ id, state }) => state === AuthorizationState.PENDING && !isWaiting.has(id));
  const names = await namesOfAll(tx.manager, over);
  const notArrived = new Set(
    due
      .filter(({ deliveryState }) => deliveryState === DeliveryState.UNDELIVERABLE)
      .map((each) => each.authorizationId),
  );
  for (const authorization of over) {
    const before = { state: authorization.state };
    moveTo(authorization, "EXPIRE", tx.now, { reason: reasonBecause(AuthorizationReason.NOT_ANSWERED) });
    // Whoever was told that it did not arrive expects no answer.
    if (notArrived.has(authorization.id)) outcomesIn(tx).set(authorization.id, null);
    await saveAuthorization(tx, SYSTEM_ACTOR, {
      action: "authorization.expired",
      authorization,
      names: names(authorization),
      before,
    });
  }
  return count;
}
