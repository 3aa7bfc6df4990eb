import { actorNameAt } from "../../audit/index.js";
import {
  type Authorization,
  AuthorizationReason,
  AuthorizationState,
  administersDomain,
  findIdentityByKey,
  give,
  grantAuthorization,
  lockAuthorization,
  lockIdentity,
  namesOf,
  type OwnersWord,
  optionalLine,
  ownersWord,
  reasonBecause,
  reasonText,
  revokeLocked,
  saveAuthorization,
  stateBefore,
  withdrawnIn,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { requireExpectedCount, requireOneOf, type SelectionInput } from "../../graphql/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  badInput,
  because,
  conflict,
  type Locked,
  rankOf,
  requireRole,
  requireScope,
  rowAcrossTenants,
} from "../../kernel/index.js";
import { type Proposal, ProposalState, type UndecidedState } from "./proposal.entity.js";
import { lockProposals, type ProposalFilter, proposalsWithin } from "./proposal.queries.js";
import { PROPOSAL_STATES } from "./proposal-states.js";
import { recordProposal } from "./record-proposal.js";

export interface ProposalSelection extends SelectionInput {
  readonly ids?: readonly string[] | null;
  readonly filter?: ProposalFilter | null;
  readonly reason?: string | null;
  /** That the caller named one alone. Default: where `ids` holds one. */
  readonly isAlone?: boolean;
  /** Where each of `ids` stands in what the caller sent. */
  readonly placeOf?: (index: number) => string;
}

export interface DecidedProposals {
  readonly proposals: Proposal[];
  /** How many the selection finds, past this call too. */
  readonly count: number;
  /** More of them fit the filter: call again. */
  readonly hasMore: boolean;
}

interface SelectedProposals extends DecidedProposals {
  readonly proposals: Locked<Proposal>[];
}

export const MAX_PROPOSALS_AT_ONCE = 500;
const UNDECIDED: readonly ProposalState[] = [
  ProposalState.OPEN,
  ProposalState.WANTED,
  ProposalState.ASKED,
  ProposalState.GRANDFATHERED,
];

/**
 * Administrators accept or dismiss proposals in their scope, named by their ids or all that fit a filter. Accepting
 * authorizes where the administrator may give the address (the operator, and whoever administers its domain); for other
 * addresses the owner is asked. One whose owner has been asked and has not answered stays as it is, unless the operator
 * names it alone and says why; one whose owner has said no is settled. Dismissing withdraws a question that is out; an
 * account dismisses what was seen of itself and is not wanted, or was not its own doing. Throws NOT_FOUND for an id
 * outside the scope, CONFLICT for one that is decided.
 */
export async function decideProposals(
  tx: Transaction,
  actor: Actor,
  decision: "ACCEPT" | "DISMISS",
  selection: ProposalSelection,
): Promise<DecidedProposals> {
  if (decision === "ACCEPT") requireRole(actor, ...ADMINISTRATORS);
  else requireRole(actor, ...ADMINISTRATORS, "ACCOUNT");
  const reason = optionalLine(selection.reason, "reason");
  const isMeant = (selection.isAlone ?? selection.ids?.length === 1) && reason !== null;
  const { proposals, count, hasMore } = await select(tx, actor, selection, decision);
  requireExpectedCount(selection, count);
  for (const proposal of proposals) {
    if (decision === "DISMISS") await dismiss(tx, actor, proposal, reason);
    else await accept(tx, actor, proposal, { reason, isMeant });
    proposal.decidedAt = tx.now;
    proposal.decidedBy = actorNameAt(proposal, actor);
    await tx.manager.save(proposal);
    const action = decision === "ACCEPT" ? "proposal.accepted" : "proposal.dismissed";
    await recordProposal(tx, actor, { proposal, action, reason });
  }
  return { proposals, count, hasMore };
}

async function select(
  tx: Transaction,
  actor: Actor,
  selection: ProposalSelection,
  decision: "ACCEPT" | "DISMISS",
): Promise<SelectedProposals> {
  requireOneOf(selection, "ids", "filter");
  const { ids, filter, placeOf = () => "ids" } = selection;
  if (ids) {
    if (ids.length > MAX_PROPOSALS_AT_ONCE)
      throw badInput(
        because("TOO_MANY_ITEMS", { limit: MAX_PROPOSALS_AT_ONCE }),
        "ids",
        `At most ${MAX_PROPOSALS_AT_ONCE} proposals at once`,
      );
    const proposals = await lockProposals(tx, actor, ids, placeOf);
    const decided = proposals.find(({ state }) => !UNDECIDED.includes(state));
    if (decided !== undefined)
      throw conflict("DECIDED_ALREADY", "This proposal is decided already", placeOf(ids.indexOf(decided.id)));
    return { proposals, count: proposals.length, hasMore: false };
  }
  const states = decision === "ACCEPT" ? acceptableInBulk(actor) : UNDECIDED;
  const query = proposalsWithin(tx.manager, actor, filter ?? {}).andWhere("proposal.state IN (:...states)", { states });
  const found = await query
    .clone()
    .select("proposal.id")
    .orderBy("proposal.id", "ASC")
    .limit(MAX_PROPOSALS_AT_ONCE + 1)
    .getMany();
  const hasMore = found.length > MAX_PROPOSALS_AT_ONCE;
  const wanted = found.slice(0, MAX_PROPOSALS_AT_ONCE).map(({ id }) => id);
  // What somebody else has decided meanwhile does not fit the filter any more.
  const proposals = (await lockProposals(tx, actor, wanted)).filter(({ state }) => states.includes(state));
  const count = hasMore ? await query.getCount() : proposals.length;
  return { proposals, count, hasMore };
}

/** What waits for its owner is accepted by nobody's filter; and once only by whoever cannot give it. */
function acceptableInBulk({ role }: Actor): readonly ProposalState[] {
  return role === "OPERATOR" ? UNDECIDED.filter((state) => state !== ProposalState.ASKED) : [ProposalState.OPEN];
}

async function accept(
  tx: Transaction,
  actor: Actor,
  proposal: Locked<Proposal>,
  { reason, isMeant }: { readonly reason: string | null; readonly isMeant: boolean },
): Promise<void> {
  const domain = proposal.addressKey.slice(proposal.addressKey.lastIndexOf("@") + 1);
  const isHost = await administersDomain(tx.manager, actor, domain);
  if (actor.role !== "OPERATOR" && !isHost) {
    if (proposal.state === ProposalState.OPEN) PROPOSAL_STATES.move(proposal, "WANT");
    return;
  }
  const authorization = await lockAuthorizationOfProposal(tx, proposal);
  if (authorization?.state === AuthorizationState.AUTHORIZED && authorization.expiresAt === null) {
    PROPOSAL_STATES.move(proposal, "SETTLE");
    return;
  }
  // Whoever accepts a thousand at once has not looked at the one whose owner has refused, or was asked a moment ago.
  const word = await ownersWordOn(tx, proposal.addressKey, authorization);
  if (word === "UNANSWERED" && !isHost && !isMeant) {
    PROPOSAL_STATES.move(proposal, "ASK");
    return;
  }
  if (word !== null && word !== "UNANSWERED") {
    PROPOSAL_STATES.move(proposal, "SETTLE");
    return;
  }
  const because = reasonBecause(AuthorizationReason.ACCEPTED_BY, { who: actorNameAt(proposal, actor) });
  PROPOSAL_STATES.move(proposal, "GRANT");
  if (authorization?.state === AuthorizationState.AUTHORIZED) {
    const identity = await lockIdentity(tx, authorization.identityId);
    give(authorization, identity, tx.now, {
      event: "APPROVE",
      reason: reasonText(reason) ?? because,
      scope: actor.scope,
    });
    authorization.givenBy = rankOf(requireScope(actor));
    const names = await namesOf(tx.manager, authorization);
    await saveAuthorization(tx, actor, { action: "authorization.granted", authorization, names });
    return;
  }
  const granted = await grantAuthorization(tx, actor, {
    accountId: proposal.accountId,
    address: proposal.addressKey,
    displayName: proposal.addressKey,
    reason,
    because,
  });
  proposal.authorizationId = granted.authorization.id;
}

async function ownersWordOn(
  tx: Transaction,
  addressKey: string,
  authorization: Authorization | null,
): Promise<OwnersWord | null> {
  const identity = await findIdentityByKey(tx.manager, addressKey);
  return identity === null ? null : ownersWord(authorization, identity);
}

async function dismiss(
  tx: Transaction,
  actor: Actor,
  proposal: Locked<Proposal>,
  reason: string | null,
): Promise<void> {
  const authorization = await lockAuthorizationOfProposal(tx, proposal);
  const isOut =
    authorization?.state === AuthorizationState.PENDING || authorization?.state === AuthorizationState.AUTHORIZED;
  proposal.dismissal = {
    from: proposal.state as UndecidedState,
    rank: rankOf(requireScope(actor)),
    authorization: authorization !== null && isOut ? stateBefore(authorization) : null,
  };
  if (authorization !== null && isOut) {
    // Also what holds for a time and is asked about meanwhile: its question can be taken up again.
    withdrawnIn(tx).add(authorization.id);
    const because = reasonBecause(AuthorizationReason.DISMISSED_BY, { who: actorNameAt(proposal, actor) });
    await revokeLocked(tx, actor, authorization, reasonText(reason) ?? because);
  }
  PROPOSAL_STATES.move(proposal, "DISMISS");
}

async function lockAuthorizationOfProposal(
  tx: Transaction,
  { authorizationId }: Proposal,
): Promise<Locked<Authorization> | null> {
  const locked = authorizationId === null ? null : await lockAuthorization(tx, authorizationId);
  return rowAcrossTenants(locked, "of the account whose proposal the actor has locked");
}
