import { recordAudit } from "../../../audit/index.js";
import type { Transaction } from "../../../database/index.js";
import {
  type Actor,
  badInput,
  placeOfScope,
  rankOf,
  requireMayUndo,
  requireScope,
  type Scope,
} from "../../../kernel/index.js";
import { Reseller, resolveScope, type ScopeInput } from "../../../tenancy/index.js";
import { requireAuthorityOver } from "../../credential-authority.js";
import { SecondFactorRule } from "../second-factor-rule.entity.js";

export interface SetSecondFactorRule {
  readonly scope: ScopeInput;
  readonly isRequired: boolean;
}

/**
 * Whether operators (the platform's scope), or all administrators of a reseller's subtree, must have a second factor.
 * Whoever has none can from then on do nothing but add one. What was set further up binds below.
 */
export async function setSecondFactorRule(tx: Transaction, actor: Actor, input: SetSecondFactorRule): Promise<Scope> {
  const scope = await resolveScope(tx.manager, actor, input.scope, "input.scope");
  if (scope.kind === "DOMAIN" || scope.kind === "ACCOUNT") {
    throw badInput(
      "SCOPE_NOT_FITTING",
      "input.scope",
      "A second factor is required of operators or of a reseller's administrators",
      EXPECTED,
    );
  }
  requireAuthorityOver(actor, rankOf(scope));
  const id = scope.kind === "PLATFORM" ? "platform" : scope.resellerId;
  const { resellerPath } = placeOfScope(scope);
  const rule = await tx.manager.findOneBy(SecondFactorRule, { id });
  requireMayUndo(rule?.setBy, requireScope(actor), "This requirement");
  if (input.isRequired) {
    const setBy = rankOf(requireScope(actor));
    const resellerId = scope.kind === "PLATFORM" ? null : scope.resellerId;
    await tx.manager.save(SecondFactorRule, { id, resellerId, resellerPath, setBy, setAt: tx.now });
  } else {
    await tx.manager.delete(SecondFactorRule, { id });
  }
  const label = scope.kind === "PLATFORM" ? "operators" : await requireResellerName(tx, scope.resellerId);
  const subject = { kind: "SecondFactorRule", id, label, resellerPath };
  recordAudit(tx, actor, {
    action: "second-factor.rule-set",
    subject,
    before: { isRequired: rule !== null },
    after: { isRequired: input.isRequired },
  });
  return scope;
}

async function requireResellerName(tx: Transaction, id: string): Promise<string> {
  return (await tx.manager.findOneByOrFail(Reseller, { id })).name;
}

const EXPECTED = "platform: true or resellerId";
