import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  conflict,
  forbidden,
  requireEmailAddress,
  requireRole,
  requireScope,
} from "../../kernel/index.js";
import { requireAccount } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { clearOtherDefaults, lockAuthorizationOf } from "../authorization.queries.js";
import { optionalLine, type ProfileInput, profileChanges, requireProfile } from "../authorization-profile.js";
import { AuthorizationSource } from "../authorization-state.js";
import { canMove, moveTo } from "../authorization-transitions.js";
import { ensureIdentity } from "../identity.queries.js";
import { administersDomain } from "../proof.js";
import { recordAuthorization, saveAuthorization } from "../record-authorization.js";
import { newAuthorization, type RequestedAuthorization } from "./request-authorization.js";

export interface Grant extends ProfileInput {
  readonly accountId: string;
  readonly address: string;
  readonly reason?: string | null;
  readonly until?: Date | null;
}

/**
 * An administrator gives an authorization without asking anybody. The operator may for every address; others only for
 * one in a domain that they administer: whoever sells mailboxes does not decide about other people's addresses
 * (docs/adr). Throws FORBIDDEN, NOT_FOUND for a foreign account, CONFLICT for what is authorized already.
 */
export async function grantAuthorization(
  tx: Transaction,
  actor: Actor,
  input: Grant,
  field = "input",
): Promise<RequestedAuthorization> {
  requireRole(actor, ...ADMINISTRATORS);
  const account = await requireAccount(tx.manager, requireScope(actor), input.accountId);
  const address = requireEmailAddress(input.address, `${field}.address`);
  const reason = optionalLine(input.reason, `${field}.reason`) ?? `granted by ${actor.label}`;
  if (actor.role !== "OPERATOR" && !(await administersDomain(tx.manager, actor, address.domain))) {
    throw forbidden(
      `${address.domain} is not a domain that you administer: only the owner of the address can allow it. Use addIdentity, which asks the owner by mail`,
    );
  }
  const identity = await ensureIdentity(tx, address);
  const existing = await lockAuthorizationOf(tx, account.id, identity.id);
  const names = { account: account.address, address: identity.addressKey };
  const source = AuthorizationSource.GRANT;
  if (existing === null) {
    const profile = requireProfile({ ...input, displayName: input.displayName ?? identity.address }, field);
    const proof = { source, reason, expiresAt: input.until ?? null };
    const authorization = newAuthorization(tx.now, account, identity, profile, proof, source);
    await tx.manager.insert(Authorization, authorization as never);
    await clearOtherDefaults(tx, authorization);
    recordAuthorization(tx, actor, "authorization.granted", authorization, names, {
      after: { state: authorization.state },
    });
    return { authorization, account, identity };
  }
  if (!canMove(existing.state, "GRANT")) {
    throw conflict("The account may send as this address already", `${field}.address`);
  }
  const before = { state: existing.state };
  moveTo(existing, "GRANT", tx.now, reason);
  existing.source = source;
  existing.expiresAt = input.until ?? null;
  Object.assign(existing, profileChanges(input, field));
  await clearOtherDefaults(tx, existing);
  await saveAuthorization(tx, actor, "authorization.granted", existing, names, {
    before,
    after: { state: existing.state },
  });
  return { authorization: existing, account, identity };
}
