import type { AuditAction } from "../audit/index.js";
import type { Transaction } from "../database/index.js";
import type { Actor } from "../kernel/index.js";
import type { Authorization } from "./authorization.entity.js";
import { AuthorizationState } from "./authorization-state.js";

/** What whoever asked for an address hears of it. */
export type Outcome =
  /** By the owner of the address. */
  | "ALLOWED"
  | "DENIED"
  | "WITHDRAWN"
  /** By administrators, or by the rule of the address's domain. */
  | "APPROVED"
  | "REFUSED"
  /** They took such a decision back: nobody has decided. */
  | "WAITING"
  /** Nobody answered in a way that counts. */
  | "EXPIRED"
  /** The question's mail did not arrive. */
  | "UNDELIVERABLE"
  /** What was allowed is set aside, taken up again, or over on its date. */
  | "HELD"
  | "RESUMED"
  | "ENDED";

export interface NotedOutcome {
  readonly authorization: Authorization;
  readonly outcome: Outcome;
}

const NOTED = Symbol("outcomes of authorizations in this transaction");

/**
 * What became of each authorization in this transaction, the last of it; null where nobody is to hear of it. The room that
 * asks reads it in its commit step.
 */
export function outcomesIn(tx: Transaction): Map<string, NotedOutcome | null> {
  return tx.collect(NOTED, () => new Map<string, NotedOutcome | null>());
}

export interface ChangedOutcome {
  readonly action: AuditAction;
  readonly authorization: Authorization;
  readonly before: unknown;
}

/** Notes it from the audit event of a change; whoever did it themselves, or asks just now, sees it in the answer. */
export function noteOutcome(tx: Transaction, actor: Actor, { action, authorization, before }: ChangedOutcome): void {
  const outcomes = outcomesIn(tx);
  const isOwnAct = actor.kind === "ACCOUNT" && actor.id === authorization.accountId;
  if (action === "authorization.requested" || isOwnAct) {
    outcomes.set(authorization.id, null);
    return;
  }
  const outcome = outcomeOf(action, authorization, stateIn(before));
  if (outcome === null || outcomes.get(authorization.id) === null) return;
  outcomes.set(authorization.id, { authorization, outcome });
}

function outcomeOf(action: AuditAction, { state, basis }: Authorization, before: unknown): Outcome | null {
  const isAuthorized = state === AuthorizationState.AUTHORIZED;
  const wasPending = before === AuthorizationState.PENDING;
  switch (action) {
    case "authorization.allowed":
    case "authorization.restored":
      return isAuthorized ? "ALLOWED" : null;
    case "authorization.denied":
      return "DENIED";
    case "authorization.approved":
      return isAuthorized ? "APPROVED" : null;
    case "authorization.granted":
      return isAuthorized && wasPending ? "APPROVED" : null;
    case "authorization.refused":
      return "REFUSED";
    case "authorization.reconsidered":
      // Nobody was told of a dismissal.
      return before === AuthorizationState.REVOKED ? null : "WAITING";
    case "authorization.expired":
      return wasPending ? "EXPIRED" : "ENDED";
    case "authorization.paused":
      return before === AuthorizationState.PAUSED ? null : "HELD";
    case "authorization.resumed":
      return "RESUMED";
    case "authorization.revoked":
      return basis === "OWNER" ? "WITHDRAWN" : null;
    default:
      return null;
  }
}

function stateIn(before: unknown): unknown {
  return typeof before === "object" && before !== null && "state" in before ? before.state : null;
}
