import { type AuditDetails, trailReason } from "../../audit/index.js";
import { findIdentityByKey, Identity, lockIdentity, optionalLine } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, notFound, requireEmailAddress, requireRole } from "../../kernel/index.js";
import { auditIdentity } from "./block-identity.js";

/**
 * The operator knows that an address takes mail again: its owner may be asked. What the bounce paused stays paused, and
 * is resumed by an administrator or by asking anew. Does nothing for an address whose mail never came back.
 */
export async function markDeliverable(
  tx: Transaction,
  actor: Actor,
  address: string,
  reason?: string | null,
): Promise<Identity> {
  requireRole(actor, "OPERATOR");
  const { key } = requireEmailAddress(address, "address");
  const found = await findIdentityByKey(tx.manager, key);
  if (found === null) throw notFound("Identity");
  const identity = await lockIdentity(tx, found.id);
  await clearUndeliverable(tx, actor, identity, optionalLine(reason, "reason"));
  return identity;
}

/** Whoever answers by a link, or opens it, has received it, whatever came back meanwhile; so has whose server says so. */
export function noteReceived(
  tx: Transaction,
  link: Actor,
  identity: Identity,
  why: "OWNER_ANSWERED" | "OWNER_OPENED_LINK" | "MAIL_DELIVERED" = "OWNER_ANSWERED",
): Promise<void> {
  return clearUndeliverable(tx, link, identity, trailReason(why));
}

async function clearUndeliverable(
  tx: Transaction,
  actor: Actor,
  identity: Identity,
  reason: AuditDetails["reason"],
): Promise<void> {
  if (identity.undeliverableAt === null) return;
  const before = { undeliverableAt: identity.undeliverableAt.toISOString() };
  identity.undeliverableAt = null;
  await tx.manager.update(Identity, { id: identity.id }, { undeliverableAt: null });
  auditIdentity(tx, actor, { action: "identity.deliverable", identity, before, reason });
}
