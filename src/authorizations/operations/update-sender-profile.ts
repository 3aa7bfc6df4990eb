import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { changeProfile } from "../profiles/change-profile.js";
import { requireOwnProfile } from "../profiles/profile.queries.js";
import { type ProfileInput, profileChanges } from "../profiles/profile-fields.js";
import type { SenderProfile } from "../profiles/sender-profile.entity.js";

export interface ProfileUpdate extends ProfileInput {
  readonly profileId: string;
  readonly ifVersion?: number | null;
}

/** Changes what webmail puts into messages; whether the account may send is untouched by it. */
export async function updateSenderProfile(
  tx: Transaction,
  actor: Actor,
  update: ProfileUpdate,
  field = "input",
): Promise<SenderProfile> {
  const { profile, authorization } = await requireOwnProfile(tx, actor, update.profileId);
  const changes = profileChanges(update, { key: authorization.addressKey }, field);
  await changeProfile(tx, actor, { authorization, profile, changes, ifVersion: update.ifVersion, field });
  return profile;
}
