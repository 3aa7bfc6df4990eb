import type { Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { clearOtherDefaults, requireOwnAuthorization } from "../authorization.queries.js";
import { type Profile, type ProfileInput, profileChanges } from "../authorization-profile.js";
import { namesOf } from "../participants.js";
import { saveAuthorization } from "../record-authorization.js";

/** Changes what webmail puts into messages; whether the account may send is untouched by it. */
export async function updateIdentityProfile(
  tx: Transaction,
  actor: Actor,
  authorizationId: string,
  input: ProfileInput,
): Promise<Authorization> {
  const authorization = await requireOwnAuthorization(tx, actor, authorizationId);
  const changes = profileChanges(input);
  const keys = Object.keys(changes) as (keyof Profile)[];
  const before = Object.fromEntries(keys.map((key) => [key, authorization[key]]));
  Object.assign(authorization, changes, { updatedAt: tx.now });
  await clearOtherDefaults(tx, authorization);
  const names = await namesOf(tx.manager, authorization);
  await saveAuthorization(tx, actor, "authorization.profile_changed", authorization, names, { before, after: changes });
  return authorization;
}
