import type { Transaction } from "../../database/index.js";
import { type Actor } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { requireOwnAuthorization } from "../authorization.queries.js";
import { changeFirstProfile } from "../profiles/first-profile.js";
import { type ProfileInput, profileChanges } from "../profiles/profile-fields.js";

/** Changes the oldest profile of a right; whether the account may send is untouched by it. */
export async function updateIdentityProfile(
  tx: Transaction,
  actor: Actor,
  authorizationId: string,
  { ifVersion, ...input }: ProfileInput & { readonly ifVersion?: number | null },
): Promise<Authorization> {
  const authorization = await requireOwnAuthorization(tx, actor, authorizationId);
  const changes = profileChanges(input, { key: authorization.addressKey });
  await changeFirstProfile(tx, actor, { authorization, changes, ifVersion, field: "input" });
  return authorization;
}
