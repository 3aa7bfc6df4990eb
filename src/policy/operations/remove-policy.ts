import type { Transaction } from "../../database/index.js";
import { type Actor, notFound, type Scope } from "../../kernel/index.js";
import { Policy } from "../policy.entity.js";
import { requireMayRemove } from "../policy-ranks.js";
import { recordPolicy } from "../record-policy.js";
import { requireMayReleaseDelimiters } from "../released-delimiters.js";
import { findPolicy } from "./set-policy.js";

/**
 * Takes away everything a scope sets; it then inherits. Throws NOT_FOUND when it sets nothing, FORBIDDEN where
 * somebody further up has set or locked some of it, or a suspension from there needs it.
 */
export async function removePolicy(tx: Transaction, actor: Actor, scope: Scope): Promise<void> {
  const policy = await findPolicy(tx, scope);
  if (policy === null) throw notFound("Policy");
  requireMayRemove(actor, policy);
  await requireMayReleaseDelimiters(tx, actor, scope, { before: policy.settings, after: {} });
  await tx.manager.delete(Policy, { id: policy.id });
  recordPolicy(tx, actor, {
    scope,
    policy,
    action: "policy.removed",
    before: { settings: policy.settings, locked: policy.locked },
  });
}
