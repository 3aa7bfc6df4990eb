import { actorNameAt } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, type Locked, scopeCovers } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { lockVisibleAuthorization } from "../authorization.queries.js";
import { AuthorizationReason, type ReasonText, reasonBecause, reasonText } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { moveTo } from "../authorization-transitions.js";
import { decidedIn, withdrawnIn } from "../decided.js";
import { optionalLine } from "../one-line.js";
import { namesOf } from "../participants.js";
import { saveAuthorization } from "../record-authorization.js";
import { askAgainAfter } from "../waiting-times.js";

/**
 * Takes an authorization away: the account itself, its administrators, and the administrators of the address's domain
 * may. Whoever speaks for the address is not asked again for a while; the account's own side may change its mind at once.
 */
export async function revokeAuthorization(
  tx: Transaction,
  actor: Actor,
  id: string,
  reason?: string | null,
): Promise<Authorization> {
  const why = reasonText(optionalLine(reason, "reason"));
  const authorization = await lockVisibleAuthorization(tx, actor, id);
  await revokeLocked(
    tx,
    actor,
    authorization,
    why ?? reasonBecause(AuthorizationReason.REVOKED_BY, { who: actorNameAt(authorization, actor) }),
  );
  return authorization;
}

/**
 * The change alone, on a row that the caller has found, may revoke and has locked. An older link to its owner must not
 * bring it back: what was asked about it is settled before the commit.
 */
export async function revokeLocked(
  tx: Transaction,
  actor: Actor,
  authorization: Locked<Authorization>,
  reason: ReasonText,
): Promise<void> {
  const before = { state: authorization.state };
  const event = revokingEvent(actor, authorization);
  const isAccountsSide = event === "REVOKE";
  moveTo(authorization, event, tx.now, { reason });
  authorization.askAgainAt = isAccountsSide ? null : askAgainAfter(tx.now);
  decidedIn(tx).add(authorization.id);
  if (isAccountsSide && before.state === AuthorizationState.PENDING) withdrawnIn(tx).add(authorization.id);
  await saveAuthorization(tx, actor, {
    action: "authorization.revoked",
    authorization,
    names: await namesOf(tx.manager, authorization),
    before,
    after: { state: authorization.state },
  });
}

/** Who takes it away: the account's own side, its owner by the mailed link, or whoever speaks for the address. */
export function revokingEvent(actor: Actor, authorization: Authorization): "REVOKE" | "WITHDRAW" | "DISALLOW" {
  if (actor.scope !== null && scopeCovers(actor.scope, authorization)) return "REVOKE";
  return actor.kind === "LINK" ? "WITHDRAW" : "DISALLOW";
}
