import type { Transaction } from "../../database/index.js";
import { showUnder } from "../../graphql/index.js";
import { type Actor, because, conflict } from "../../kernel/index.js";
import { requireOwnAuthorization } from "../authorization.queries.js";
import { AuthorizationState } from "../authorization-state.js";
import { addProfileTo } from "../profiles/add-to-right.js";
import { type ProfileInput, requireProfile } from "../profiles/profile-fields.js";
import type { SenderProfile } from "../profiles/sender-profile.entity.js";

const ENDED: readonly AuthorizationState[] = [
  AuthorizationState.DENIED,
  AuthorizationState.REVOKED,
  AuthorizationState.EXPIRED,
];

/** One more way to present oneself under an address. Throws CONFLICT where the right has ended: it is asked for first. */
export async function addSenderProfile(
  tx: Transaction,
  actor: Actor,
  authorizationId: string,
  input: ProfileInput,
): Promise<SenderProfile> {
  const authorization = await requireOwnAuthorization(tx, actor, authorizationId);
  if (ENDED.includes(authorization.state)) {
    throw conflict(
      because("NOT_IN_THIS_STATE", { state: authorization.state }),
      `This right is ${authorization.state}; addIdentity asks for it again`,
      "input.authorizationId",
    );
  }
  const fields = requireProfile(input, { key: authorization.addressKey });
  return showUnder("FOUND_IN_SCOPE", await addProfileTo(tx, actor, { authorization, fields, field: "input" }));
}
