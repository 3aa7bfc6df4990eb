import { insertRows, madeHere, type Transaction } from "../database/index.js";
import { type Actor, type Locked, newIdentifier, newInstance } from "../kernel/index.js";
import type { Account } from "../tenancy/index.js";
import { Authorization } from "./authorization.entity.js";
import { type AuthorizationSource, AuthorizationState } from "./authorization-state.js";
import type { Identity } from "./identity.entity.js";
import { type OwnersWord, refusedByWord, wordAgainst } from "./owners-word.js";
import { insertProfiles } from "./profiles/new-profile.js";
import type { ProfileChanges } from "./profiles/profile-fields.js";
import type { Proof } from "./proof.js";
import { recordAuthorization } from "./record-authorization.js";

/** An authorization with the account and the address it is about. */
export interface RequestedAuthorization {
  readonly authorization: Locked<Authorization>;
  readonly account: Account;
  readonly identity: Identity;
  /** Only another profile of a right that was there before: nobody is to be asked. */
  readonly isJoined?: boolean;
}

/** What a new authorization is made of. */
export interface NewAuthorization {
  readonly account: Account;
  readonly identity: Identity;
  readonly proof: Proof | null;
  /** Where it came from, unless the proof says. */
  readonly source: AuthorizationSource;
  readonly typedAddress?: string | null;
  /** The owner's word that is known and does not count here. */
  readonly overruling?: OwnersWord | null;
}

/**
 * AUTHORIZED with a proof, PENDING without one. Throws CONFLICT for a proof where the owner's word stands against it,
 * unless that very word is overruled.
 */
export function newAuthorization(
  now: Date,
  { account, identity, proof, source, typedAddress = null, overruling = null }: NewAuthorization,
): Locked<Authorization> {
  const word = proof === null ? null : wordAgainst("PROVE", proof.basis, null, identity);
  if (word !== null && word !== overruling) throw refusedByWord(word);
  const authorization = newInstance(Authorization, {
    id: newIdentifier(),
    accountId: account.id,
    identityId: identity.id,
    domainId: account.domainId,
    resellerPath: account.resellerPath,
    identityDomain: identity.domain,
    addressKey: identity.addressKey,
    typedAddress,
    state: proof === null ? AuthorizationState.PENDING : AuthorizationState.AUTHORIZED,
    source: proof?.source ?? source,
    givenBy: proof?.givenBy ?? null,
    basis: proof?.basis ?? null,
    reason: proof?.reason ?? null,
    createdAt: now,
    updatedAt: now,
    authorizedAt: proof === null ? null : now,
    expiresAt: proof?.expiresAt ?? null,
    lastUsedAt: null,
    askAgainAt: null,
    refusedByOwnerAt: null,
    pausedBy: null,
  });
  return madeHere(authorization);
}

/** A new one with what its first profile holds. */
export interface AddedAuthorization extends RequestedAuthorization {
  readonly fields: Required<ProfileChanges>;
}

/** Writes new ones with their first profiles, audit events and feed entries. */
export async function insertAuthorizations(
  tx: Transaction,
  actor: Actor,
  added: readonly AddedAuthorization[],
): Promise<void> {
  await insertRows(
    tx,
    Authorization,
    added.map(({ authorization }) => authorization),
  );
  await insertProfiles(tx, actor, added);
  for (const { authorization, account, identity } of added) {
    const action =
      authorization.state === AuthorizationState.PENDING ? "authorization.requested" : "authorization.granted";
    const names = { account: account.address, address: identity.addressKey };
    recordAuthorization(tx, actor, { action, authorization, names, after: { state: authorization.state } });
  }
}
