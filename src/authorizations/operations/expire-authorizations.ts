import type { Transaction } from "../../database/index.js";
import { rowsAcrossTenants, SYSTEM_ACTOR } from "../../kernel/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import { AuthorizationReason, reasonBecause } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { canMove, moveTo } from "../authorization-transitions.js";
import { namesOfAll } from "../participants.js";
import { saveAuthorization } from "../record-authorization.js";

/**
 * Writes down what time has ended already: decisions look at `expiresAt` themselves. Returns how many, at most `limit`
 * for each of the two states.
 */
export async function expireAuthorizations(tx: Transaction, now: Date, limit = 500): Promise<number> {
  const ids: string[] = [];
  for (const state of [AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED]) {
    const rows = await tx.manager
      .createQueryBuilder(Authorization, "sender")
      .select("sender.id")
      .where("sender.state = :state AND sender.expiresAt <= :now", { state, now: now.getTime() })
      .orderBy("sender.expiresAt", "ASC")
      .limit(limit)
      .getMany();
    ids.push(...rows.map(({ id }) => id));
  }
  const authorizations = rowsAcrossTenants(await lockAuthorizations(tx, ids), "time is over for all alike");
  const due = authorizations.filter(
    ({ state, expiresAt }) => expiresAt !== null && expiresAt <= now && canMove(state, "EXPIRE"),
  );
  const names = await namesOfAll(tx.manager, due);
  for (const authorization of due) {
    const before = { state: authorization.state };
    moveTo(authorization, "EXPIRE", now, { reason: reasonBecause(AuthorizationReason.TIME_OVER) });
    await saveAuthorization(tx, SYSTEM_ACTOR, {
      action: "authorization.expired",
      authorization,
      names: names(authorization),
      before,
      after: { state: authorization.state },
    });
  }
  return due.length;
}
