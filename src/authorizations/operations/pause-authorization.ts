import { actorNameAt } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  conflict,
  isRankAbove,
  type Locked,
  rankOf,
  requireRole,
  requireScope,
  type Scope,
} from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { requireOwnAuthorization } from "../authorization.queries.js";
import { AuthorizationReason, type ReasonText, reasonBecause, reasonText } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { moveTo } from "../authorization-transitions.js";
import { optionalLine } from "../one-line.js";
import { namesOf } from "../participants.js";
import { saveAuthorization } from "../record-authorization.js";
import { RightsPause } from "../rights-pause.entity.js";

/**
 * Sets an authorization aside until the administrator who did so, a peer, or somebody above resumes it. One that is
 * paused already, by mayfrom itself or by somebody further down, is the actor's pause from now on.
 */
export async function pauseAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Authorization> {
  requireRole(actor, ...ADMINISTRATORS);
  const authorization = await requireOwnAuthorization(tx, actor, id);
  const why =
    reasonText(optionalLine(reason, "reason")) ??
    reasonBecause(AuthorizationReason.PAUSED_BY, { who: actorNameAt(authorization, actor) });
  const scope = requireScope(actor);
  if (authorization.state === AuthorizationState.PAUSED && isPausedBelow(authorization, scope)) {
    authorization.reason = why;
    authorization.pausedBy = rankOf(scope);
    await recordPause(tx, actor, authorization, authorization.state);
  } else {
    authorization.pausedBy = rankOf(scope);
    await pauseLocked(tx, actor, authorization, why);
  }
  return authorization;
}

/** The change alone, on a locked row: also for what pauses by itself (bounces, complaints, disuse). */
export async function pauseLocked(
  tx: Transaction,
  actor: Actor,
  authorization: Locked<Authorization>,
  reason: ReasonText,
): Promise<void> {
  const before = authorization.state;
  moveTo(authorization, "PAUSE", tx.now, { reason });
  await recordPause(tx, actor, authorization, before);
}

/** Whether whoever pauses it once more takes the pause over. */
export function isPausedBelow({ pausedBy }: Authorization, scope: Scope): boolean {
  return pausedBy === null || isRankAbove(rankOf(scope), pausedBy);
}

async function recordPause(
  tx: Transaction,
  actor: Actor,
  authorization: Authorization,
  before: AuthorizationState,
): Promise<void> {
  await saveAuthorization(tx, actor, {
    action: "authorization.paused",
    authorization,
    names: await namesOf(tx.manager, authorization),
    before: { state: before },
    after: { state: authorization.state },
  });
}

/** Throws FORBIDDEN for what somebody further up has paused. */
export async function resumeAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Authorization> {
  requireRole(actor, ...ADMINISTRATORS);
  const authorization = await requireOwnAuthorization(tx, actor, id);
  const before = { state: authorization.state };
  const why =
    reasonText(optionalLine(reason, "reason")) ??
    reasonBecause(AuthorizationReason.RESUMED_BY, { who: actorNameAt(authorization, actor) });
  requireNoProofGone(await tx.manager.findOneBy(RightsPause, { rightId: id }));
  moveTo(authorization, "RESUME", tx.now, { reason: why, scope: requireScope(actor) });
  await saveAuthorization(tx, actor, {
    action: "authorization.resumed",
    authorization,
    names: await namesOf(tx.manager, authorization),
    before,
    after: { state: authorization.state },
  });
  return authorization;
}

/** What waits for a proof is taken up with it: nobody's word stands in for that. */
export function requireNoProofGone(pause: RightsPause | null): void {
  if (pause === null) return;
  throw conflict("PROOF_GONE", "It waits for the proof of a domain that is gone, and is taken up again with it");
}
