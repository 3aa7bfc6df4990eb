import { actorNameAt } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { toGlobalId } from "../../graphql/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  alreadyThere,
  badInput,
  because,
  DomainError,
  type Locked,
  rankOf,
  required,
  requireRole,
  requireScope,
} from "../../kernel/index.js";
import { placeOfAccount } from "../../tenancy/index.js";
import type { Authorization } from "../authorization.entity.js";
import { AuthorizationReason, type ReasonText, reasonBecause, reasonText } from "../authorization-reason.js";
import { AuthorizationSource } from "../authorization-state.js";
import { canMove, give } from "../authorization-transitions.js";
import { decidedIn } from "../decided.js";
import {
  type AddedAuthorization,
  insertAuthorizations,
  newAuthorization,
  type RequestedAuthorization,
} from "../new-authorization.js";
import { optionalLine } from "../one-line.js";
import { overruledIn } from "../overruled.js";
import { type OwnersWord, ownersWord, refusedByWord, wordAgainst } from "../owners-word.js";
import { changeFirstProfile } from "../profiles/first-profile.js";
import { type ProfileInput, profileChanges, requireProfile } from "../profiles/profile-fields.js";
import { administersDomain } from "../proof.js";
import { saveAuthorization } from "../record-authorization.js";
import { loadPairs, type Pair } from "../request-items.js";
import { optionalUntil } from "../until.js";

export interface Grant extends ProfileInput {
  readonly accountId: string;
  readonly address: string;
  readonly reason?: string | null;
  /** Why, where nobody wrote it; else by whom it was granted. */
  readonly because?: ReasonText;
  readonly until?: Date | null;
  /** IMPORT where it comes from a file; default GRANT. */
  readonly source?: AuthorizationSource.GRANT | AuthorizationSource.IMPORT;
}

/** A pair that was decided here before, or whose owner wants to be asked by nobody, and is as it was. */
export interface LeftPair extends Pick<Pair<Grant>, "account" | "identity"> {
  /** Place in the call. */
  readonly index: number;
  /** Null where only the owner's wish to be asked by nobody stands. */
  readonly authorization: Authorization | null;
  readonly word: OwnersWord | null;
}

export interface GrantedInBulk {
  readonly granted: readonly RequestedAuthorization[];
  readonly left: readonly LeftPair[];
}

const { GRANT } = AuthorizationSource;

/**
 * An administrator gives many authorizations without asking anybody. The operator may for every address; others only
 * for one in a domain that they administer: whoever sells mailboxes does not decide about other people's addresses
 * (docs/adr). Whoever gives a thousand at once has not looked at the one that was refused, withdrawn, paused or revoked
 * since: pairs that are known here in any state stay as they are, and so does what its owner has blocked; `left` lists
 * them. Throws FORBIDDEN, and NOT_FOUND for a foreign account, with nothing done.
 */
export async function grantAuthorizations(
  tx: Transaction,
  actor: Actor,
  grants: readonly Grant[],
  fieldOf: (index: number) => string,
): Promise<GrantedInBulk> {
  const pairs = await loadGrantable(tx, actor, grants, fieldOf);
  const granted: AddedAuthorization[] = [];
  const left: LeftPair[] = [];
  for (const [index, pair] of pairs.entries()) {
    const { account, identity, existing } = pair;
    const word = ownersWord(existing, identity);
    // The input is judged in both cases, so that a call does not depend on what is known already.
    const added = newGrant(tx, actor, pair, word);
    if (existing !== null || word !== null) left.push({ index, account, identity, authorization: existing, word });
    else granted.push(added);
  }
  await insertAuthorizations(tx, actor, granted);
  return { granted, left };
}

/**
 * The same for one, which the administrator means: what was revoked, paused or has expired is given again. Against an
 * owner's no, or an open question, the operator alone may, with a reason, and the owner is told. Throws CONFLICT for
 * what is authorized already and where the owner's word stands.
 */
export async function grantAuthorization(tx: Transaction, actor: Actor, grant: Grant): Promise<RequestedAuthorization> {
  const [loaded] = await loadGrantable(tx, actor, [grant], () => "input");
  const pair = required(loaded);
  const { account, identity, existing } = pair;
  const { overruling, isOwnerTold } = await overrulingOf(tx, actor, pair);
  let authorization: Locked<Authorization>;
  if (existing === null) {
    const added = newGrant(tx, actor, pair, overruling);
    await insertAuthorizations(tx, actor, [added]);
    authorization = added.authorization;
  } else authorization = await grantExisting(tx, actor, { pair, authorization: existing, overruling });
  if (overruling !== null && isOwnerTold) overruledIn(tx).push({ authorization, identity, word: overruling });
  return { authorization, account, identity };
}

async function loadGrantable(
  tx: Transaction,
  actor: Actor,
  grants: readonly Grant[],
  fieldOf: (index: number) => string,
): Promise<Pair<Grant>[]> {
  requireRole(actor, ...ADMINISTRATORS);
  const pairs = await loadPairs(tx, actor, { items: grants, fieldOf });
  if (actor.role === "OPERATOR") return pairs;
  for (const domain of new Set(pairs.map(({ address }) => address.domain))) {
    if (await administersDomain(tx.manager, actor, domain)) continue;
    const [first] = pairs.filter(({ address }) => address.domain === domain);
    throw new DomainError(
      because("DOMAIN_NOT_ADMINISTERED", { domain }),
      `${domain} is not a domain that you administer: only the owner of the address can allow it. Use addIdentity, which asks the owner by mail`,
      { field: `${required(first).field}.address` },
    );
  }
  return pairs;
}

/**
 * The owner's word that this grant goes against. An administrator of the address's domain answers for an owner who has
 * not; everything else the operator alone overrules, with a reason.
 */
async function overrulingOf(
  tx: Transaction,
  actor: Actor,
  { item, identity, existing, field, address }: Pair<Grant>,
): Promise<{ readonly overruling: OwnersWord | null; readonly isOwnerTold: boolean }> {
  const word = wordAgainst("GRANT", null, existing, identity);
  if (word === null) return { overruling: null, isOwnerTold: false };
  if (word === "UNANSWERED" && (await administersDomain(tx.manager, actor, address.domain))) {
    return { overruling: word, isOwnerTold: false };
  }
  if (actor.role !== "OPERATOR") throw refusedByWord(word, `${field}.address`);
  if (optionalLine(item.reason, `${field}.reason`) !== null) return { overruling: word, isOwnerTold: true };
  const said = word === "UNANSWERED" ? "has not answered yet" : "has said no";
  throw badInput(
    "REASON_WANTED",
    `${field}.reason`,
    `The owner of this address ${said}: to give it all the same, say why. The owner is told that it was given`,
    "the reason",
  );
}

function reasonOf(actor: Actor, { item, field, account }: Pair<Grant>): ReasonText {
  return (
    reasonText(optionalLine(item.reason, `${field}.reason`)) ??
    item.because ??
    reasonBecause(AuthorizationReason.GRANTED_BY, { who: actorNameAt(placeOfAccount(account), actor) })
  );
}

function newGrant(tx: Transaction, actor: Actor, pair: Pair<Grant>, overruling: OwnersWord | null): AddedAuthorization {
  const { item, field, account, identity, address } = pair;
  const fields = requireProfile({ ...item, displayName: item.displayName ?? identity.address }, address, field);
  const expiresAt = optionalUntil(item.until, tx.now, `${field}.until`);
  const source = item.source ?? GRANT;
  const givenBy = rankOf(requireScope(actor));
  const proof = { source, basis: "GRANT" as const, reason: reasonOf(actor, pair), givenBy, expiresAt };
  const authorization = newAuthorization(tx.now, { account, identity, proof, source, overruling });
  return { authorization, account, identity, fields };
}

interface ExistingGrant {
  readonly pair: Pair<Grant>;
  readonly authorization: Locked<Authorization>;
  readonly overruling: OwnersWord | null;
}

async function grantExisting(
  tx: Transaction,
  actor: Actor,
  { pair, authorization, overruling }: ExistingGrant,
): Promise<Locked<Authorization>> {
  const { item, field, account, identity, address } = pair;
  if (!canMove(authorization.state, "GRANT")) {
    const existing = toGlobalId("Authorization", authorization.id);
    const until = optionalUntil(item.until, tx.now, `${field}.until`);
    const isSoAlready =
      authorization.state === "AUTHORIZED" &&
      until?.getTime() === authorization.expiresAt?.getTime() &&
      Object.keys(profileChanges(item, address, field)).length === 0;
    const words = "The account may send as this address already";
    throw alreadyThere("MAY_SEND_ALREADY", words, existing, { field: `${field}.address`, isSoAlready });
  }
  const before = { state: authorization.state };
  const reason = reasonOf(actor, pair);
  give(authorization, identity, tx.now, { event: "GRANT", reason, scope: actor.scope, overruling });
  authorization.source = item.source ?? GRANT;
  authorization.givenBy = rankOf(requireScope(actor));
  decidedIn(tx).add(authorization.id);
  authorization.expiresAt = optionalUntil(item.until, tx.now, `${field}.until`);
  await changeFirstProfile(tx, actor, { authorization, changes: profileChanges(item, address, field), field });
  const names = { account: account.address, address: identity.addressKey };
  const after = { state: authorization.state };
  await saveAuthorization(tx, actor, { action: "authorization.granted", authorization, names, before, after });
  return authorization;
}
