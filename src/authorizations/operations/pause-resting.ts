import { In } from "typeorm";
import { inBatches, type Transaction } from "../../database/index.js";
import { type Actor, rowsAcrossTenants } from "../../kernel/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import type { ReasonText } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { canMove, moveTo } from "../authorization-transitions.js";
import { namesOfAll } from "../participants.js";
import { saveAuthorization } from "../record-authorization.js";
import { type PausedKind, RightsPause } from "../rights-pause.entity.js";
import { pauseLocked } from "./pause-authorization.js";

const RESTS_ON_PROOF = "it follows the proof that it rests on, whoever has changed that";

/** Notes that these rights wait for the proof of `causeId`. */
export async function notePaused(
  tx: Transaction,
  causeId: string,
  kind: PausedKind,
  rightIds: readonly string[],
): Promise<void> {
  for (const some of inBatches(rightIds)) {
    const rows = some.map((rightId) => ({ causeId, rightId, kind, pausedAt: tx.now }));
    await tx.manager.createQueryBuilder().insert().into(RightsPause).values(rows).orIgnore().execute();
  }
}

/** What waits for this proof, and does not any more: forgotten by this call. */
export async function takePaused(tx: Transaction, causeId: string): Promise<RightsPause[]> {
  const rows = await tx.manager.find(RightsPause, { where: { causeId }, order: { rightId: "ASC" } });
  if (rows.length > 0) await tx.manager.delete(RightsPause, { causeId });
  return rows;
}

export interface RightsToPause {
  readonly causeId: string;
  readonly ids: readonly string[];
  readonly reason: ReasonText;
}

/** Pauses those of these authorizations that are in force, until the proof of `causeId` comes back. */
export async function pauseResting(
  tx: Transaction,
  actor: Actor,
  { causeId, ids, reason }: RightsToPause,
): Promise<void> {
  for (const some of inBatches(ids)) {
    const locked = rowsAcrossTenants(await lockAuthorizations(tx, some), RESTS_ON_PROOF);
    const inForce = locked.filter(({ state }) => state === AuthorizationState.AUTHORIZED);
    for (const authorization of inForce) await pauseLocked(tx, actor, authorization, reason);
    await notePaused(
      tx,
      causeId,
      "AUTHORIZATION",
      inForce.map(({ id }) => id),
    );
  }
}

/** Takes up again what only waited for a proof: not what somebody has paused since. */
export async function resumeResting(
  tx: Transaction,
  actor: Actor,
  ids: readonly string[],
  reason: ReasonText,
): Promise<void> {
  for (const some of inBatches(ids)) {
    // What waits for another proof as well goes on waiting.
    const waiting = await tx.manager.findBy(RightsPause, { rightId: In([...some]) });
    const stillWaits = new Set(waiting.map(({ rightId }) => rightId));
    const locked = rowsAcrossTenants(await lockAuthorizations(tx, some), RESTS_ON_PROOF).filter(
      ({ id, state, pausedBy }) =>
        state === AuthorizationState.PAUSED && pausedBy === null && canMove(state, "RESUME") && !stillWaits.has(id),
    );
    const names = await namesOfAll(tx.manager, locked);
    for (const authorization of locked) {
      const before = { state: authorization.state };
      moveTo(authorization, "RESUME", tx.now, { reason });
      await saveAuthorization(tx, actor, {
        action: "authorization.resumed",
        authorization,
        names: names(authorization),
        before,
        after: { state: authorization.state },
      });
    }
  }
}

/** What the account may send as because of its domain authorization. */
export async function restingOnClaim(
  tx: Transaction,
  { accountId, domain }: { readonly accountId: string; readonly domain: string },
): Promise<string[]> {
  const rows = await tx.manager.find(Authorization, {
    select: { id: true },
    where: { accountId, identityDomain: domain, basis: "DOMAIN" },
    order: { id: "ASC" },
  });
  return rows.map(({ id }) => id);
}
