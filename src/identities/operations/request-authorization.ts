import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, newIdentifier, requireEmailAddress, requireScope } from "../../kernel/index.js";
import { type Account, requireAccount } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { clearOtherDefaults, lockAuthorizationOf } from "../authorization.queries.js";
import { type Profile, type ProfileInput, requireProfile } from "../authorization-profile.js";
import { AuthorizationSource, AuthorizationState } from "../authorization-state.js";
import { canMove, moveTo } from "../authorization-transitions.js";
import type { Identity } from "../identity.entity.js";
import { ensureIdentity } from "../identity.queries.js";
import { findProof, type Proof } from "../proof.js";
import { recordAuthorization, saveAuthorization } from "../record-authorization.js";

export interface AuthorizationRequest extends ProfileInput {
  readonly accountId: string;
  readonly address: string;
}

export interface RequestedAuthorization {
  readonly authorization: Authorization;
  readonly account: Account;
  readonly identity: Identity;
}

/**
 * What `addIdentity` does to the authorization: AUTHORIZED at once where nobody needs to be asked, PENDING otherwise;
 * asking is the caller's part. Throws CONFLICT for what is pending, authorized or paused already, and for an owner's no
 * that is too young to ask again.
 */
export async function requestAuthorization(
  tx: Transaction,
  actor: Actor,
  input: AuthorizationRequest,
  source = AuthorizationSource.REQUEST,
  field = "input",
): Promise<RequestedAuthorization> {
  const account = await requireAccount(tx.manager, requireScope(actor), input.accountId);
  const address = requireEmailAddress(input.address, `${field}.address`);
  const profile = requireProfile(input, field);
  const proof = await findProof(tx.manager, actor, account, address);
  const identity = await ensureIdentity(tx, address);
  const existing = await lockAuthorizationOf(tx, account.id, identity.id);
  const names = { account: account.address, address: identity.addressKey };
  if (existing === null) {
    const authorization = newAuthorization(tx.now, account, identity, profile, proof, source);
    await tx.manager.insert(Authorization, authorization as never);
    await clearOtherDefaults(tx, authorization);
    const action = proof === null ? "authorization.requested" : "authorization.granted";
    recordAuthorization(tx, actor, action, authorization, names, { after: { state: authorization.state } });
    return { authorization, account, identity };
  }
  const before = { state: existing.state };
  const authorization = askAgain(existing, proof, source, tx.now, `${field}.address`);
  Object.assign(authorization, profile);
  await clearOtherDefaults(tx, authorization);
  const action = proof === null ? "authorization.requested" : "authorization.granted";
  await saveAuthorization(tx, actor, action, authorization, names, { before, after: { state: authorization.state } });
  return { authorization, account, identity };
}

export function newAuthorization(
  now: Date,
  account: Account,
  identity: Identity,
  profile: Profile,
  proof: Proof | null,
  source: AuthorizationSource,
): Authorization {
  return Object.assign(new Authorization(), {
    id: newIdentifier(),
    accountId: account.id,
    identityId: identity.id,
    domainId: account.domainId,
    resellerPath: account.resellerPath,
    identityDomain: identity.domain,
    state: proof === null ? AuthorizationState.PENDING : AuthorizationState.AUTHORIZED,
    source: proof?.source ?? source,
    reason: proof?.reason ?? null,
    ...profile,
    createdAt: now,
    updatedAt: now,
    authorizedAt: proof === null ? null : now,
    expiresAt: proof?.expiresAt ?? null,
    lastUsedAt: null,
    askAgainAt: null,
  });
}

function askAgain(
  authorization: Authorization,
  proof: Proof | null,
  source: AuthorizationSource,
  now: Date,
  field: string,
): Authorization {
  if (proof !== null && canMove(authorization.state, "GRANT")) {
    moveTo(authorization, "GRANT", now, proof.reason);
    authorization.source = proof.source;
    authorization.expiresAt = proof.expiresAt;
    return authorization;
  }
  switch (authorization.state) {
    case "AUTHORIZED":
      throw conflict("The account may send as this address already", field);
    case "PENDING":
      throw conflict("The owner of this address has been asked already; resendVerification asks again", field);
    case "PAUSED":
      throw conflict("This authorization is paused; resendVerification has it confirmed anew", field);
  }
  requireTimeToAskAgain(authorization, now, field);
  moveTo(authorization, "ASK_AGAIN", now);
  authorization.source = source;
  authorization.expiresAt = null;
  return authorization;
}

/** Throws CONFLICT while an owner's no is too young. */
export function requireTimeToAskAgain(authorization: Authorization, now: Date, field?: string): void {
  const { askAgainAt } = authorization;
  if (askAgainAt === null || askAgainAt <= now) return;
  throw conflict(`The owner of this address said no; ask again from ${askAgainAt.toISOString()} on`, field);
}
