import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, required, type Scope } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { clearOtherDefaults } from "../authorization.queries.js";
import { type ProfileInput, requireProfile } from "../authorization-profile.js";
import { AuthorizationSource } from "../authorization-state.js";
import { canMove, give, moveTo } from "../authorization-transitions.js";
import type { Identity } from "../identity.entity.js";
import { insertAuthorizations, newAuthorization, type RequestedAuthorization } from "../new-authorization.js";
import { wordAgainst } from "../owners-word.js";
import { findProofs, type Proof } from "../proof.js";
import { saveAuthorization } from "../record-authorization.js";
import { loadPairs } from "../request-items.js";

export interface AuthorizationRequest extends ProfileInput {
  readonly accountId: string;
  readonly address: string;
}

/**
 * What `addIdentity` does to authorizations, one or a thousand: AUTHORIZED at once where nobody needs to be asked,
 * PENDING otherwise; asking is the caller's part. Throws CONFLICT for what is pending, authorized or paused already, and
 * for an owner's no that is too young to ask again. All or none.
 */
export async function requestAuthorizations(
  tx: Transaction,
  actor: Actor,
  requests: readonly AuthorizationRequest[],
  fieldOf: (index: number) => string,
  source = AuthorizationSource.REQUEST,
): Promise<RequestedAuthorization[]> {
  const profiles = requests.map((request, index) => requireProfile(request, fieldOf(index)));
  const pairs = await loadPairs(tx, actor, requests, fieldOf);
  const proofs = await findProofs(tx.manager, actor, pairs);
  const added: RequestedAuthorization[] = [];
  const requested: RequestedAuthorization[] = [];
  for (const [index, { account, identity, existing, field }] of pairs.entries()) {
    const proof = proofUnlessRefused(proofs[index] ?? null, identity, existing);
    const profile = required(profiles[index]);
    if (existing === null) {
      const authorization = newAuthorization(tx.now, { account, identity, profile, proof, source });
      added.push({ authorization, account, identity });
      requested.push({ authorization, account, identity });
      continue;
    }
    const before = { state: existing.state };
    askAgain(tx.now, existing, { identity, proof, source, scope: actor.scope, field: `${field}.address` });
    Object.assign(existing, profile);
    await clearOtherDefaults(tx, existing);
    const action = proof === null ? "authorization.requested" : "authorization.granted";
    const names = { account: account.address, address: identity.addressKey };
    await saveAuthorization(tx, actor, action, existing, names, { before, after: { state: existing.state } });
    requested.push({ authorization: existing, account, identity });
  }
  await insertAuthorizations(tx, actor, added);
  return requested;
}

/** No proof stands against the owner's own word: then the owner is asked like any other. */
function proofUnlessRefused(proof: Proof | null, identity: Identity, existing: Authorization | null): Proof | null {
  if (proof === null || wordAgainst("PROVE", proof.basis, existing, identity) !== null) return null;
  return proof;
}

interface AskedAgain {
  readonly identity: Identity;
  readonly proof: Proof | null;
  readonly source: AuthorizationSource;
  readonly scope: Scope | null;
  readonly field: string;
}

function askAgain(
  now: Date,
  authorization: Authorization,
  { identity, proof, source, scope, field }: AskedAgain,
): void {
  if (proof !== null && canMove(authorization.state, "PROVE")) {
    const { basis, reason } = proof;
    give(authorization, identity, now, { event: "PROVE", basis, reason, scope, field });
    authorization.source = proof.source;
    authorization.givenBy = proof.givenBy;
    authorization.expiresAt = proof.expiresAt;
    return;
  }
  switch (authorization.state) {
    case "AUTHORIZED":
      throw conflict(
        authorization.basis === "GRANDFATHER"
          ? "The account may send as this address for the time being; resendVerification has its owner confirm it"
          : "The account may send as this address already",
        field,
      );
    case "PENDING":
      throw conflict("The owner of this address has been asked already; resendVerification asks again", field);
    case "PAUSED":
      throw conflict("This authorization is paused; resendVerification has it confirmed anew", field);
  }
  requireTimeToAskAgain(authorization, now, field);
  moveTo(authorization, "ASK_AGAIN", now, null, scope);
  authorization.source = source;
  authorization.expiresAt = null;
}

/** Throws CONFLICT while an owner's no is too young. */
export function requireTimeToAskAgain(authorization: Authorization, now: Date, field?: string): void {
  const { askAgainAt } = authorization;
  if (askAgainAt === null || askAgainAt <= now) return;
  throw conflict(`The owner of this address said no; ask again from ${askAgainAt.toISOString()} on`, field);
}
