import {
  type Authorization,
  AuthorizationState,
  identitiesOf,
  moveTo,
  namesOfAll,
  saveAuthorization,
} from "../../authorizations/index.js";
import { moveRows, type Transaction } from "../../database/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  badInput,
  because,
  required,
  requireMayUndo,
  requireRole,
  requireScope,
  requireUndoable,
} from "../../kernel/index.js";
import { Approval, ApprovalState } from "../approval.entity.js";
import { requireApprovals } from "../approval.queries.js";
import { APPROVAL_STATES } from "../approval-states.js";
import type { VerificationKeys } from "../verification-keys.js";
import { type DecidedApprovals, MAX_DECIDED_AT_ONCE } from "./decide-approvals.js";
import { lockRequests } from "./lock-requests.js";
import { reopenQuestions } from "./reopen-questions.js";

const LEFT_AS: Readonly<Partial<Record<ApprovalState, AuthorizationState>>> = {
  [ApprovalState.APPROVED]: AuthorizationState.AUTHORIZED,
  [ApprovalState.REFUSED]: AuthorizationState.DENIED,
};

/**
 * Requests that were approved or refused wait again, and with them the question to the owner, by its link of before: all
 * of them, or none. Throws NOT_FOUND for what is not theirs, FORBIDDEN where somebody further up has decided, CONFLICT
 * where the time is over or something came of it since.
 */
export async function undoApprovals(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  authorizationIds: readonly string[],
): Promise<DecidedApprovals> {
  requireRole(actor, ...ADMINISTRATORS);
  if (authorizationIds.length === 0 || authorizationIds.length > MAX_DECIDED_AT_ONCE) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_DECIDED_AT_ONCE }),
      "input.authorizationIds",
      `1 to ${MAX_DECIDED_AT_ONCE} at once`,
      `1…${MAX_DECIDED_AT_ONCE}`,
    );
  }
  const found = await requireApprovals(tx, actor, authorizationIds);
  const { authorizations, approvals } = await lockRequests(tx, found);
  const byId = new Map(authorizations.map((row) => [row.id, row]));
  const [identities, names] = [
    await identitiesOf(tx.manager, authorizations),
    await namesOfAll(tx.manager, authorizations),
  ];
  for (const approval of approvals) {
    const authorization = required(byId.get(approval.authorizationId));
    const field = "input.authorizationIds";
    const { decidedAt } = approval;
    requireUndoable({ decidedAt, isAsLeft: isAsLeft(approval, authorization), now: tx.now, field });
    requireMayUndo(approval.decidedRank, requireScope(actor), "This decision");
    const before = { state: authorization.state };
    moveTo(authorization, "RECONSIDER", tx.now, { reason: null, scope: actor.scope });
    authorization.askAgainAt = null;
    await saveAuthorization(tx, actor, {
      action: "authorization.reconsidered",
      authorization,
      names: names(authorization),
      before,
    });
    const undone = { decidedAt: null, decidedBy: null, decidedRank: null, retiredQuestionId: null };
    await moveRows(tx, Approval, {
      where: { id: approval.id },
      step: APPROVAL_STATES.step("RECONSIDER"),
      changes: undone,
    });
    const { retiredQuestionId } = approval;
    if (retiredQuestionId !== null) await reopenQuestions(tx, mailer, identities(authorization), [retiredQuestionId]);
  }
  return { count: approvals.length, hasMore: false };
}

function isAsLeft({ state }: Approval, authorization: Authorization): boolean {
  return LEFT_AS[state] === authorization.state && authorization.basis === "HOST";
}
