import { actorNameForTrail } from "../../audit/index.js";
import { saveColumns, type Transaction } from "../../database/index.js";
import { type Actor, conflict, forbidden } from "../../kernel/index.js";
import { changeProfile } from "../profiles/change-profile.js";
import { requireOwnProfile } from "../profiles/profile.queries.js";
import { mayRedirect } from "../profiles/profile-proposal.js";
import { recordProfile } from "../profiles/record-profile.js";
import { SenderProfile } from "../profiles/sender-profile.entity.js";

/**
 * The account takes what was proposed or refuses it; administrators may take their own word back. Throws CONFLICT where
 * nothing is proposed, and FORBIDDEN for an administrator who would take it in the account's place.
 */
export async function answerProfileProposal(
  tx: Transaction,
  actor: Actor,
  profileId: string,
  isTaken: boolean,
): Promise<SenderProfile> {
  const { profile, authorization } = await requireOwnProfile(tx, actor, profileId);
  const { proposal } = profile;
  if (proposal === null) throw conflict("NOTHING_PROPOSED", "Nothing is proposed for this profile");
  if (isTaken && !mayRedirect(actor, authorization.accountId)) {
    throw forbidden("ACCOUNT_ONLY", "Only the account itself says where its mail goes besides its recipients");
  }
  profile.proposal = null;
  await saveColumns(tx, SenderProfile, profile, ["proposal"]);
  const { proposedBy, proposedAt, ...changes } = proposal;
  const proposed = { proposedBy: actorNameForTrail(proposedBy), proposedAt: new Date(proposedAt).toISOString() };
  const details = { before: changes, after: { isTaken, ...proposed } };
  await recordProfile(tx, actor, { event: "profile_proposal_answered", authorization, ...details });
  if (isTaken) await changeProfile(tx, actor, { authorization, profile, changes, field: "input" });
  return profile;
}
