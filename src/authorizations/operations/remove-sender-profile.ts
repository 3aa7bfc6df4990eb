import type { Transaction } from "../../database/index.js";
import { type Actor, conflict } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { fieldsOf } from "../profiles/change-profile.js";
import { profilesOf, requireOwnProfile } from "../profiles/profile.queries.js";
import { auditedFields, recordProfile } from "../profiles/record-profile.js";
import { SenderProfile } from "../profiles/sender-profile.entity.js";

/** The right stays. Throws CONFLICT for its last profile: whoever wants the address no longer revokes the right. */
export async function removeSenderProfile(tx: Transaction, actor: Actor, profileId: string): Promise<Authorization> {
  const { profile, authorization } = await requireOwnProfile(tx, actor, profileId);
  if ((await profilesOf(tx, authorization.id)).length === 1) {
    throw conflict(
      "LAST_PROFILE",
      "This is the only profile of the address; revokeAuthorization gives up the address",
      "profileId",
    );
  }
  const before = await fieldsOf(tx, profile);
  await tx.manager.delete(SenderProfile, { id: profile.id });
  await recordProfile(tx, actor, { event: "profile_removed", authorization, before: auditedFields({ ...before }) });
  return authorization;
}
