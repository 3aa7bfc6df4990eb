import { type AuditAction, type AuditDetails, recordAudit } from "../../audit/index.js";
import {
  Authorization,
  AuthorizationState,
  askAgainAfter,
  Identity,
  moveTo,
  namesOfAll,
  recordIdentity,
  type StateBefore,
  saveAuthorization,
  stateBefore,
} from "../../authorizations/index.js";
import { lockRows, type Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { openQuestionsOf } from "../questions.queries.js";
import { DENIED_BY_OWNER } from "../reasons.js";
import type { VerificationKeys } from "../verification-keys.js";
import { settleQuestions } from "./settle-questions.js";

/** Pending ones beyond this are not asked about any more and expire by themselves. */
const MAX_DENIED_AT_ONCE = 1_000;

/** What was pending when an owner ended all requests, and the questions that were open about it. */
export interface DeniedByBlock {
  readonly authorizations: readonly StateBefore[];
  readonly questionIds: readonly string[];
}

/** "Nobody may ever ask me again": what is pending is denied, what is allowed stays, new requests are never mailed. */
export async function blockIdentity(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  identity: Identity,
): Promise<DeniedByBlock> {
  if (identity.blockedAt === null) {
    identity.blockedAt = tx.now;
    await tx.manager.update(Identity, { id: identity.id }, { blockedAt: tx.now });
    recordIdentity(tx, identity);
    auditIdentity(tx, actor, { action: "identity.blocked", identity });
  }
  const asked = { identityId: identity.id, state: AuthorizationState.PENDING };
  const pending = await lockRows(tx, Authorization, asked, { take: MAX_DENIED_AT_ONCE });
  const names = await namesOfAll(tx.manager, pending);
  const ids = pending.map(({ id }) => id);
  const questions = await openQuestionsOf(tx, ids);
  const denied = { authorizations: pending.map(stateBefore), questionIds: questions.map(({ id }) => id) };
  for (const authorization of pending) {
    const before = { state: authorization.state };
    moveTo(authorization, "DENY", tx.now, { reason: DENIED_BY_OWNER });
    authorization.askAgainAt = askAgainAfter(tx.now);
    await saveAuthorization(tx, actor, {
      action: "authorization.denied",
      authorization,
      names: names(authorization),
      before,
    });
  }
  await settleQuestions(tx, mailer, ids);
  return denied;
}

/** Ends a block, and nothing else that keeps questions from the address. */
export async function unblockIdentity(tx: Transaction, actor: Actor, identity: Identity): Promise<void> {
  if (identity.blockedAt === null) return;
  identity.blockedAt = null;
  await tx.manager.update(Identity, { id: identity.id }, { blockedAt: null });
  recordIdentity(tx, identity);
  auditIdentity(tx, actor, { action: "identity.unblocked", identity });
}

export interface IdentityRecord extends AuditDetails {
  readonly action: AuditAction;
  readonly identity: Identity;
}

/** An identity belongs to no tenant: only the platform reads these events. */
export function auditIdentity(tx: Transaction, actor: Actor, { action, identity, ...details }: IdentityRecord): void {
  recordAudit(tx, actor, {
    action,
    subject: { kind: "Identity", id: identity.id, label: identity.addressKey },
    ...details,
  });
}
