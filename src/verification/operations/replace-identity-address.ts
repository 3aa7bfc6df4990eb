import {
  type Authorization,
  AuthorizationReason,
  AuthorizationState,
  firstProfileOf,
  moveProfiles,
  reasonBecause,
  requireOwnAuthorization,
  revokeLocked,
} from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { toGlobalId } from "../../graphql/index.js";
import { type Actor, alreadyThere, because, conflict, requireEmailAddress } from "../../kernel/index.js";
import type { NoRoutes } from "../mail-route.js";
import type { VerificationKeys } from "../verification-keys.js";
import { addIdentity } from "./add-identity.js";

export interface AddressReplacement {
  readonly authorizationId: string;
  readonly address: string;
}

/** What may be sent as by now is given up by its own mutation, once the other address is allowed. */
const IN_USE: readonly AuthorizationState[] = [AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED];

export interface AddressToReplace {
  readonly replacement: AddressReplacement;
  readonly noRoutes: NoRoutes;
}

/**
 * Another address in the place of one that was mistyped: the question about that one is withdrawn, the other one is
 * asked for, and the profiles go with it. Throws what `addIdentity` throws, and CONFLICT for a right that is in use.
 */
export async function replaceIdentityAddress(
  tx: Transaction,
  actor: Actor,
  mailer: VerificationKeys,
  { replacement: { authorizationId, address }, noRoutes }: AddressToReplace,
): Promise<Authorization> {
  const { key } = requireEmailAddress(address, "input.address");
  const former = await requireOwnAuthorization(tx, actor, authorizationId);
  if (key === former.addressKey) {
    const existing = toGlobalId("Authorization", former.id);
    const details = { field: "input.address", isSoAlready: true };
    throw alreadyThere("ASKED_ALREADY", "It is this address already", existing, details);
  }
  if (IN_USE.includes(former.state)) {
    throw conflict(
      because("NOT_IN_THIS_STATE", { state: former.state }),
      "What may be sent as keeps its address: ask for the other one, and give this one up once that is allowed",
      "input.authorizationId",
    );
  }
  const { displayName } = (await firstProfileOf(tx, former.id)) ?? { displayName: "" };
  if (former.state === AuthorizationState.PENDING)
    await revokeLocked(tx, actor, former, reasonBecause(AuthorizationReason.OTHER_MEANT, { address: key }));
  const request = { accountId: former.accountId, address, displayName };
  const authorization = await addIdentity(tx, actor, mailer, { input: request, noRoutes });
  await moveProfiles(tx, actor, { from: former, to: authorization, field: "input.address" });
  return authorization;
}
