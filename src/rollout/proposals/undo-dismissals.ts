import {
  type Authorization,
  lockAuthorization,
  namesOf,
  returnTo,
  type StateBefore,
  saveAuthorization,
  takenUpIn,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  badInput,
  because,
  type Locked,
  requireMayUndo,
  requireRole,
  requireScope,
  requireUndoable,
  rowAcrossTenants,
} from "../../kernel/index.js";
import { type DecidedProposals, MAX_PROPOSALS_AT_ONCE } from "./decide-proposals.js";
import { type Dismissal, type Proposal, ProposalState } from "./proposal.entity.js";
import { lockProposals } from "./proposal.queries.js";
import { TAKEN_BACK } from "./proposal-states.js";
import { recordProposal } from "./record-proposal.js";

const FIELD = "input.ids";

/**
 * Proposals that were dismissed are again what they were, and so is what the dismissal withdrew, with the question to
 * the owner: all of them, or none. Throws NOT_FOUND for what is not theirs, FORBIDDEN where somebody further up has
 * dismissed, CONFLICT where the time is over or something came of it since.
 */
export async function undoDismissals(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<DecidedProposals> {
  requireRole(actor, ...ADMINISTRATORS, "ACCOUNT");
  if (ids.length > MAX_PROPOSALS_AT_ONCE) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_PROPOSALS_AT_ONCE }),
      FIELD,
      `1 to ${MAX_PROPOSALS_AT_ONCE} at once`,
      `1…${MAX_PROPOSALS_AT_ONCE}`,
    );
  }
  const proposals = await lockProposals(tx, actor, ids, () => FIELD);
  for (const proposal of proposals) await takeBack(tx, actor, proposal);
  return { proposals, count: proposals.length, hasMore: false };
}

async function takeBack(tx: Transaction, actor: Actor, proposal: Locked<Proposal>): Promise<void> {
  const { decidedAt, dismissal } = proposal;
  const withdrawn = dismissal?.authorization ?? null;
  const locked = withdrawn === null ? null : await lockAuthorization(tx, withdrawn.authorizationId);
  const authorization = rowAcrossTenants(locked, "of the account whose proposal the actor has locked");
  const isAsLeft = isStillDismissed(proposal) && (withdrawn === null || isLeftBy(authorization, decidedAt));
  requireUndoable({ decidedAt, isAsLeft, now: tx.now, field: FIELD });
  if (!isStillDismissed(proposal)) return;
  requireMayUndo(proposal.dismissal.rank, requireScope(actor), "This dismissal");
  if (authorization !== null && withdrawn !== null) await giveBack(tx, actor, authorization, withdrawn);
  TAKEN_BACK.move(proposal, proposal.dismissal.from);
  await tx.manager.save(Object.assign(proposal, { decidedAt: null, decidedBy: null, dismissal: null }));
  await recordProposal(tx, actor, { proposal, action: "proposal.reconsidered", reason: null });
}

function isStillDismissed(proposal: Proposal): proposal is Proposal & { readonly dismissal: Dismissal } {
  return proposal.state === ProposalState.DISMISSED && proposal.dismissal !== null;
}

/** Whatever came of it since has a later time. */
function isLeftBy(authorization: Authorization | null, decidedAt: Date | null): boolean {
  return authorization !== null && authorization.updatedAt.getTime() === decidedAt?.getTime();
}

async function giveBack(
  tx: Transaction,
  actor: Actor,
  authorization: Locked<Authorization>,
  withdrawn: StateBefore,
): Promise<void> {
  const before = { state: authorization.state };
  returnTo(authorization, withdrawn, tx.now);
  takenUpIn(tx).set(authorization.id, actor);
  await saveAuthorization(tx, actor, {
    action: "authorization.reconsidered",
    authorization,
    names: await namesOf(tx.manager, authorization),
    before,
  });
}
