import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { changeProfile, type ProfileChange } from "./change-profile.js";
import { insertProfiles } from "./new-profile.js";
import { profilesOf } from "./profile.queries.js";
import { requireProfile } from "./profile-fields.js";
import type { SenderProfile } from "./sender-profile.entity.js";

/** The oldest; null where a right has none, as after its profiles went to another right. */
export async function firstProfileOf(tx: Transaction, authorizationId: string): Promise<SenderProfile | null> {
  const [profile] = await profilesOf(tx, authorizationId);
  return profile ?? null;
}

/** Changes the oldest profile of a right that the caller has locked; makes it where there is none. */
export async function changeFirstProfile(
  tx: Transaction,
  actor: Actor,
  change: Omit<ProfileChange, "profile">,
): Promise<void> {
  const { authorization, changes } = change;
  const [profile] = await profilesOf(tx, authorization.id);
  if (profile !== undefined) return changeProfile(tx, actor, { ...change, profile });
  const empty = requireProfile({}, { key: authorization.addressKey });
  await insertProfiles(tx, actor, [{ authorization, fields: { ...empty, ...changes } }]);
}

/** The profile of that name, or the oldest one, becomes what is asked for with its right. */
export async function restateProfile(
  tx: Transaction,
  actor: Actor,
  change: Omit<ProfileChange, "profile">,
): Promise<void> {
  const profiles = await profilesOf(tx, change.authorization.id);
  const named = profiles.find(({ displayName }) => displayName === change.changes.displayName);
  return named === undefined
    ? changeFirstProfile(tx, actor, change)
    : changeProfile(tx, actor, { ...change, profile: named });
}
