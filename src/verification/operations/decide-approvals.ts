import { actorNameAt, keptWithin } from "../../audit/index.js";
import {
  type Authorization,
  AuthorizationReason,
  AuthorizationState,
  administersDomain,
  askAgainAfter,
  give,
  identitiesOf,
  moveTo,
  namesOfAll,
  optionalLine,
  reasonBecause,
  reasonText,
  saveAuthorization,
} from "../../authorizations/index.js";
import { moveRows, type Transaction } from "../../database/index.js";
import { requireExpectedCount, requireOneOf, type SelectionInput } from "../../graphql/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  badInput,
  because,
  conflict,
  forbidden,
  rankOf,
  requireRole,
  requireScope,
} from "../../kernel/index.js";
import { requireDomain } from "../../tenancy/index.js";
import { Approval, ApprovalState } from "../approval.entity.js";
import { countWaitingInDomain, requireApprovals, waitingInDomain } from "../approval.queries.js";
import { APPROVAL_STATES } from "../approval-states.js";
import { openQuestionsOf } from "../questions.queries.js";
import type { VerificationKeys } from "../verification-keys.js";
import { lockRequests } from "./lock-requests.js";
import { retireOpen } from "./settle-questions.js";

const DECIDED_BY_LENGTH = 254;
export const MAX_DECIDED_AT_ONCE = 1_000;

export interface ApprovalSelection extends SelectionInput {
  readonly authorizationIds?: readonly string[] | undefined;
  readonly domainId?: string | undefined;
  readonly reason?: string | null;
}

export interface DecidedApprovals {
  readonly count: number;
  /** Whether more of the selection waits, past what one call decides. */
  readonly hasMore: boolean;
}

export interface ApprovalDecision {
  readonly decision: "APPROVE" | "REFUSE";
  readonly selection: ApprovalSelection;
}

/**
 * Administrators of the address's domain answer requests, one or a thousand in one transaction. Throws NOT_FOUND for
 * what is not theirs and CONFLICT, with nothing done, when one that was named is decided already.
 */
export async function decideApprovals(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  { decision, selection }: ApprovalDecision,
): Promise<DecidedApprovals> {
  requireRole(actor, ...ADMINISTRATORS);
  const reason = optionalLine(selection.reason, "input.reason");
  const selected = await select(tx, actor, selection);
  const { authorizations, approvals: locked } = await lockRequests(tx, selected.approvals);
  const approvals = locked.filter(({ state }) => state === ApprovalState.WAITING);
  if (selection.authorizationIds !== undefined && approvals.length < selected.approvals.length) {
    const isAlone = selected.approvals.length === 1;
    const words = isAlone
      ? "This request is decided already"
      : "One of these requests is decided already; nothing was changed";
    throw conflict("DECIDED_ALREADY", words, "input.authorizationIds");
  }
  const { hasMore } = selected;
  const found = hasMore ? selected.found : approvals.length;
  requireExpectedCount(selection, found);
  // One that its owner answered a moment ago is settled, whatever the queue still says.
  const pending = authorizations.filter(({ state }) => state === AuthorizationState.PENDING);
  const isApproval = decision === "APPROVE";
  await requireGoodWord(tx, actor, pending);
  const identities = await identitiesOf(tx.manager, pending);
  const names = await namesOfAll(tx.manager, pending);
  for (const authorization of pending) {
    const before = { state: authorization.state };
    const why =
      reasonText(reason) ??
      reasonBecause(isApproval ? AuthorizationReason.APPROVED_BY : AuthorizationReason.REFUSED_BY, {
        who: actorNameAt(authorization, actor),
      });
    if (isApproval) {
      const giving = { event: "APPROVE" as const, reason: why, scope: actor.scope };
      give(authorization, identities(authorization), tx.now, giving);
      authorization.givenBy = rankOf(requireScope(actor));
    } else {
      moveTo(authorization, "REFUSE", tx.now, { reason: why, scope: actor.scope });
      authorization.askAgainAt = askAgainAfter(tx.now);
    }
    const action = isApproval ? "authorization.approved" : "authorization.refused";
    await saveAuthorization(tx, actor, { action, authorization, names: names(authorization), before });
  }
  const ids = pending.map(({ id }) => id);
  const open = await openQuestionsOf(tx, ids);
  const questionOf = new Map(open.map((question) => [question.authorizationId, question]));
  await retireOpen(tx, mailer, open);
  const isDecided = new Set(pending.map(({ id }) => id));
  for (const { id, authorizationId, domainId, resellerPath } of approvals) {
    const step = APPROVAL_STATES.step(isDecided.has(authorizationId) ? decision : "SETTLE");
    const decidedBy = keptWithin(actorNameAt({ resellerPath, domainId }, actor), DECIDED_BY_LENGTH);
    const question = questionOf.get(authorizationId);
    // One that was never mailed has no link that could hold again.
    const retiredQuestionId = question?.releasedAt ? question.id : null;
    const decidedRank = rankOf(requireScope(actor));
    await moveRows(tx, Approval, {
      where: { id },
      step,
      changes: { decidedAt: tx.now, decidedBy, decidedRank, retiredQuestionId },
    });
  }
  return { count: selection.dryRun === true && hasMore ? found : pending.length, hasMore };
}

/** What waited while the domain was proven is not theirs to give once it is not. */
async function requireGoodWord(tx: Transaction, actor: Actor, pending: readonly Authorization[]): Promise<void> {
  if (actor.role === "OPERATOR") return;
  for (const name of new Set(pending.map(({ identityDomain }) => identityDomain))) {
    if (await administersDomain(tx.manager, actor, name)) continue;
    throw forbidden(
      because("DOMAIN_NOT_PROVEN", { domain: name }),
      `${name} is not proven to be yours: only the owner of the address can allow it`,
    );
  }
}

async function select(
  tx: Transaction,
  actor: Actor,
  selection: ApprovalSelection,
): Promise<{ approvals: Approval[]; hasMore: boolean; found: number }> {
  requireOneOf(selection, "authorizationIds", "domainId");
  const { authorizationIds, domainId } = selection;
  if (domainId !== undefined) {
    const domain = await requireDomain(tx.manager, requireScope(actor), domainId);
    const waiting = await waitingInDomain(tx, domain.id, MAX_DECIDED_AT_ONCE + 1);
    const hasMore = waiting.length > MAX_DECIDED_AT_ONCE;
    const found = hasMore ? await countWaitingInDomain(tx, domain.id) : waiting.length;
    return { approvals: waiting.slice(0, MAX_DECIDED_AT_ONCE), hasMore, found };
  }
  const ids = authorizationIds ?? [];
  if (ids.length === 0 || ids.length > MAX_DECIDED_AT_ONCE) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_DECIDED_AT_ONCE }),
      "input.authorizationIds",
      `1 to ${MAX_DECIDED_AT_ONCE} at once`,
      `1…${MAX_DECIDED_AT_ONCE}`,
    );
  }
  const approvals = await requireApprovals(tx, actor, ids);
  return { approvals, hasMore: false, found: approvals.length };
}
