import { In } from "typeorm";
import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { profilesOf } from "./profile.queries.js";
import { requireProfile } from "./profile-fields.js";
import { recordProfile } from "./record-profile.js";
import { SenderProfile } from "./sender-profile.entity.js";

/**
 * All profiles of one right, with their ids and versions, go to another right of the same account and take the place of
 * the one of the same name that was made with it. Throws where a display name holds the address that is left.
 */
export async function moveProfiles(
  tx: Transaction,
  actor: Actor,
  { from, to, field }: { readonly from: Authorization; readonly to: Authorization; readonly field: string },
): Promise<void> {
  const moving = await profilesOf(tx, from.id);
  if (moving.length === 0) return;
  for (const { displayName } of moving) requireProfile({ displayName }, { key: to.addressKey }, field);
  const names = moving.map(({ displayName }) => displayName);
  const made = (await profilesOf(tx, to.id)).filter(({ displayName }) => names.includes(displayName));
  if (made.length > 0) await tx.manager.delete(SenderProfile, { id: In(made.map(({ id }) => id)) });
  await tx.manager.update(SenderProfile, { authorizationId: from.id }, { authorizationId: to.id });
  await recordProfile(tx, actor, {
    event: "profile_changed",
    authorization: to,
    before: { address: from.addressKey },
    after: { address: to.addressKey },
  });
}
