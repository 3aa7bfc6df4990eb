import type { Transaction } from "../../database/index.js";
import { type Actor, ADMINISTRATORS, requireRole } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { requireOwnAuthorization } from "../authorization.queries.js";
import { optionalLine } from "../authorization-profile.js";
import { moveTo } from "../authorization-transitions.js";
import { namesOf } from "../names.js";
import { saveAuthorization } from "../record-authorization.js";

/** Sets an authorization aside until an administrator resumes it or the owner confirms it anew. */
export async function pauseAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Authorization> {
  requireRole(actor, ...ADMINISTRATORS);
  const authorization = await requireOwnAuthorization(tx, actor, id);
  await pauseLocked(tx, actor, authorization, optionalLine(reason, "reason") ?? `paused by ${actor.label}`);
  return authorization;
}

/** The change alone, on a locked row: also for what pauses by itself (bounces, complaints, disuse). */
export async function pauseLocked(
  tx: Transaction,
  actor: Actor,
  authorization: Authorization,
  reason: string,
): Promise<void> {
  const before = { state: authorization.state };
  moveTo(authorization, "PAUSE", tx.now, reason);
  await saveAuthorization(tx, actor, "authorization.paused", authorization, await namesOf(tx.manager, authorization), {
    before,
    after: { state: authorization.state },
  });
}

export async function resumeAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Authorization> {
  requireRole(actor, ...ADMINISTRATORS);
  const authorization = await requireOwnAuthorization(tx, actor, id);
  const before = { state: authorization.state };
  moveTo(authorization, "RESUME", tx.now, optionalLine(reason, "reason") ?? `resumed by ${actor.label}`);
  await saveAuthorization(tx, actor, "authorization.resumed", authorization, await namesOf(tx.manager, authorization), {
    before,
    after: { state: authorization.state },
  });
  return authorization;
}
