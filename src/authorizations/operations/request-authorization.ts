import type { Transaction } from "../../database/index.js";
import { toGlobalId } from "../../graphql/index.js";
import {
  type Actor,
  alreadyThere,
  because,
  conflict,
  DomainError,
  type EmailAddress,
  formatEmailAddress,
  type Locked,
  type ReasonOf,
  required,
  type Scope,
} from "../../kernel/index.js";
import { timeZoneAt } from "../../tenancy/index.js";
import { languageFor } from "../../texts/index.js";
import type { Authorization } from "../authorization.entity.js";
import { AuthorizationSource } from "../authorization-state.js";
import { canMove, give, moveTo } from "../authorization-transitions.js";
import type { Identity } from "../identity.entity.js";
import {
  type AddedAuthorization,
  insertAuthorizations,
  newAuthorization,
  type RequestedAuthorization,
} from "../new-authorization.js";
import { wordAgainst } from "../owners-word.js";
import { addProfileTo, isSame } from "../profiles/add-to-right.js";
import { restateProfile } from "../profiles/first-profile.js";
import { insertProfiles, type NewProfile } from "../profiles/new-profile.js";
import { profilesOf } from "../profiles/profile.queries.js";
import { type ProfileInput, requireProfile } from "../profiles/profile-fields.js";
import { findProofs, type Proof } from "../proof.js";
import { saveAuthorization } from "../record-authorization.js";
import { loadPairs, type Pair } from "../request-items.js";

export interface AuthorizationRequest extends ProfileInput {
  readonly accountId: string;
  readonly address: string;
}

export interface RequestsToRecord {
  readonly requests: readonly AuthorizationRequest[];
  readonly fieldOf: (index: number) => string;
  readonly source?: AuthorizationSource | undefined;
}

/**
 * What `addIdentity` does to authorizations, one or a thousand: AUTHORIZED at once where nobody needs to be asked,
 * PENDING otherwise; asking is the caller's part. What is pending, authorized or paused already gets another profile
 * where it is asked for under another name (`isJoined`), else throws CONFLICT with its id; so does an owner's no that is
 * too young to ask again. All or none.
 */
export async function requestAuthorizations(
  tx: Transaction,
  actor: Actor,
  { requests, fieldOf, source = AuthorizationSource.REQUEST }: RequestsToRecord,
): Promise<RequestedAuthorization[]> {
  const pairs = await loadPairs(tx, actor, { items: requests, fieldOf, mayRepeat: true });
  const profiles = pairs.map(({ item, address, field }) => requireProfile(item, address, field));
  const proofs = await findProofs(tx.manager, actor, pairs);
  const added = new Map<string, AddedAuthorization>();
  const joined: NewProfile[] = [];
  const requested: RequestedAuthorization[] = [];
  for (const [index, pair] of pairs.entries()) {
    const { account, identity, existing, address } = pair;
    const proof = proofUnlessRefused(proofs[index] ?? null, identity, existing);
    const fields = required(profiles[index]);
    const key = `${account.id} ${identity.id}`;
    const earlier = added.get(key);
    if (earlier !== undefined) {
      joined.push({ authorization: earlier.authorization, fields: requireAnotherName(earlier, joined, fields, pair) });
      requested.push({ authorization: earlier.authorization, account, identity, isJoined: true });
    } else if (existing === null) {
      const authorization = newAuthorization(tx.now, {
        account,
        identity,
        proof,
        source,
        typedAddress: spellingOf(address),
      });
      added.set(key, { authorization, account, identity, fields });
      requested.push({ authorization, account, identity });
    } else requested.push(await requestExisting(tx, actor, { pair, existing, proof, source, fields }));
  }
  await insertAuthorizations(tx, actor, [...added.values()]);
  await insertProfiles(tx, actor, joined);
  return requested;
}

/** Of an address that stands in one call several times: each time under another name. */
function requireAnotherName(
  first: AddedAuthorization,
  joined: readonly NewProfile[],
  fields: NewProfile["fields"],
  { field }: Pair<AuthorizationRequest>,
): NewProfile["fields"] {
  const others = joined.filter(({ authorization }) => authorization === first.authorization);
  if ([first, ...others].every((other) => other.fields.displayName !== fields.displayName)) return fields;
  throw conflict(
    "LISTED_TWICE",
    "This account and address stand in the batch twice, under the same name",
    `${field}.address`,
  );
}

interface ExistingRequest {
  readonly pair: Pair<AuthorizationRequest>;
  readonly existing: Locked<Authorization>;
  readonly proof: Proof | null;
  readonly source: AuthorizationSource;
  readonly fields: NewProfile["fields"];
}

async function requestExisting(
  tx: Transaction,
  actor: Actor,
  { pair, existing, proof, source, fields }: ExistingRequest,
): Promise<RequestedAuthorization> {
  const { account, identity, field } = pair;
  const requested = { authorization: existing, account, identity };
  const isProven = proof !== null && canMove(existing.state, "PROVE");
  const isUnderway = !isProven && !canMove(existing.state, "ASK_AGAIN");
  if (isUnderway && source === AuthorizationSource.REQUEST && (await isOtherName(tx, existing, fields))) {
    await addProfileTo(tx, actor, { authorization: existing, fields, field });
    return { ...requested, isJoined: true };
  }
  const before = { state: existing.state };
  const isRepeated = isUnderway && (await hasSameProfile(tx, existing, fields));
  await askAgain(tx, existing, { identity, proof, source, scope: actor.scope, field: `${field}.address`, isRepeated });
  existing.typedAddress = spellingOf(pair.address);
  const action = proof === null ? "authorization.requested" : "authorization.granted";
  const names = { account: account.address, address: identity.addressKey };
  await saveAuthorization(tx, actor, {
    action,
    authorization: existing,
    names,
    before,
    after: { state: existing.state },
  });
  await restateProfile(tx, actor, { authorization: existing, changes: fields, field });
  return requested;
}

/** Null where it is the canonical form. */
function spellingOf(address: EmailAddress): string | null {
  const spelling = formatEmailAddress(address);
  return spelling === address.key ? null : spelling;
}

async function isOtherName(tx: Transaction, { id }: Authorization, fields: NewProfile["fields"]): Promise<boolean> {
  const present = await profilesOf(tx, id);
  return present.length > 0 && present.every(({ displayName }) => displayName !== fields.displayName);
}

async function hasSameProfile(tx: Transaction, { id }: Authorization, fields: NewProfile["fields"]): Promise<boolean> {
  const present = await profilesOf(tx, id);
  return present.some((profile) => isSame(profile, fields));
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
  /** Nothing is asked for that is not there or under way. */
  readonly isRepeated: boolean;
}

async function askAgain(
  tx: Transaction,
  authorization: Locked<Authorization>,
  { identity, proof, source, scope, field, isRepeated }: AskedAgain,
): Promise<void> {
  const { now } = tx;
  if (proof !== null && canMove(authorization.state, "PROVE")) {
    const { basis, reason } = proof;
    give(authorization, identity, now, { event: "PROVE", basis, reason, scope, field });
    authorization.source = proof.source;
    authorization.givenBy = proof.givenBy;
    authorization.expiresAt = proof.expiresAt;
    return;
  }
  const already = alreadyBecause(authorization);
  if (already !== null) {
    const existing = toGlobalId("Authorization", authorization.id);
    throw alreadyThere(...already, existing, { field, isSoAlready: isRepeated && authorization.state !== "PAUSED" });
  }
  await requireTimeToAskAgain(tx, authorization, field);
  moveTo(authorization, "ASK_AGAIN", now, { reason: null, scope });
  authorization.source = source;
  authorization.expiresAt = null;
}

/** The reason and its words; null for what has ended, and may be asked for again. */
function alreadyBecause({ state, basis }: Authorization): [ReasonOf<"CONFLICT">, string] | null {
  if (state === "PENDING") {
    return ["ASKED_ALREADY", "The owner of this address has been asked already; resendVerification asks again"];
  }
  if (state === "PAUSED") {
    return ["PAUSED_ALREADY", "This authorization is paused; resendVerification has it confirmed anew"];
  }
  if (state !== "AUTHORIZED") return null;
  return [
    "MAY_SEND_ALREADY",
    basis === "GRANDFATHER"
      ? "The account may send as this address for the time being; resendVerification has its owner confirm it"
      : "The account may send as this address already",
  ];
}

/** Throws CONFLICT while an owner's no is too young. */
export async function requireTimeToAskAgain(
  tx: Transaction,
  { askAgainAt, resellerPath }: Authorization,
  field?: string,
): Promise<void> {
  if (askAgainAt === null || askAgainAt <= tx.now) return;
  const zone = await timeZoneAt(tx.manager, resellerPath);
  throw new DomainError(
    because("OWNER_SAID_NO", { until: askAgainAt }),
    `The owner of this address said no; ask again from ${languageFor("en").time(askAgainAt, zone)} on`,
    { field, zone },
  );
}
