import type { Transaction } from "../../database/index.js";
import { toGlobalId } from "../../graphql/index.js";
import { type Actor, alreadyThere, badInput, because, required } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { insertProfiles } from "./new-profile.js";
import { profilesOf } from "./profile.queries.js";
import type { ProfileChanges } from "./profile-fields.js";
import { auditedFields, recordProfile } from "./record-profile.js";
import type { SenderProfile } from "./sender-profile.entity.js";

/** Of one right; more nobody chooses from. */
const MAX_PROFILES = 50;

export interface ProfileToAdd {
  readonly authorization: Authorization;
  readonly fields: Required<ProfileChanges>;
  readonly field: string;
}

/**
 * Another profile of a right that the caller has locked: nobody is asked for it. Throws CONFLICT, with the id of the one
 * that is there, for a second one under the same name that differs in nothing.
 */
export async function addProfileTo(
  tx: Transaction,
  actor: Actor,
  { authorization, fields, field }: ProfileToAdd,
): Promise<SenderProfile> {
  const present = await profilesOf(tx, authorization.id);
  const same = present.find((profile) => isSame(profile, fields));
  if (same !== undefined) {
    throw alreadyThere("PROFILE_EXISTS", "This profile is there already", toGlobalId("SenderProfile", same.id), field);
  }
  if (present.length >= MAX_PROFILES) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_PROFILES }),
      field,
      `This address has ${present.length} profiles`,
      `up to ${MAX_PROFILES} profiles of one address`,
    );
  }
  const [profile] = await insertProfiles(tx, actor, [{ authorization, fields }]);
  await recordProfile(tx, actor, { event: "profile_added", authorization, after: auditedFields({ ...fields }) });
  return required(profile);
}

/** Whether they put the same into a message. */
export function isSame(profile: SenderProfile, fields: Required<ProfileChanges>): boolean {
  const names = ["displayName", "organization", "replyTo", "bcc", "signature"] as const;
  return fields.signatureHtml === null && names.every((name) => profile[name] === fields[name]);
}
