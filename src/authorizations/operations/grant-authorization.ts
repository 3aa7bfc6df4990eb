import { actorNameAt } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  ADMINISTRATORS,
  conflict,
  forbidden,
  rankOf,
  requireRole,
  requireScope,
} from "../../kernel/index.js";
import { placeOfAccount } from "../../tenancy/index.js";
import { clearOtherDefaults } from "../authorization.queries.js";
import { optionalLine, type ProfileInput, profileChanges, requireProfile } from "../authorization-profile.js";
import { AuthorizationSource } from "../authorization-state.js";
import { canMove, moveTo } from "../authorization-transitions.js";
import { decidedIn } from "../decided.js";
import { insertAuthorizations, newAuthorization, type RequestedAuthorization } from "../new-authorization.js";
import { isOwnersNo } from "../owners-word.js";
import { administersDomain } from "../proof.js";
import { saveAuthorization } from "../record-authorization.js";
import { loadPairs, type Pair } from "../request-items.js";
import { optionalUntil } from "../until.js";

export interface Grant extends ProfileInput {
  readonly accountId: string;
  readonly address: string;
  readonly reason?: string | null;
  readonly until?: Date | null;
  /** IMPORT where it comes from a file; default GRANT. */
  readonly source?: AuthorizationSource.GRANT | AuthorizationSource.IMPORT;
}

const { GRANT } = AuthorizationSource;

/**
 * An administrator gives authorizations, one or a thousand, without asking anybody. The operator may for every address;
 * others only for one in a domain that they administer: whoever sells mailboxes does not decide about other people's
 * addresses (docs/adr). Throws FORBIDDEN, NOT_FOUND for a foreign account, CONFLICT for what is authorized already and
 * for what its owner has refused. All or none.
 */
export async function grantAuthorizations(
  tx: Transaction,
  actor: Actor,
  grants: readonly Grant[],
  fieldOf: (index: number) => string,
): Promise<RequestedAuthorization[]> {
  requireRole(actor, ...ADMINISTRATORS);
  const pairs = await loadPairs(tx, actor, grants, fieldOf);
  await requireMayGrant(tx, actor, pairs);
  for (const pair of pairs) refuseOverOwner(actor, pair);
  const added: RequestedAuthorization[] = [];
  const granted: RequestedAuthorization[] = [];
  for (const pair of pairs) {
    const { account, identity, existing } = pair;
    const authorization = existing === null ? newGrant(tx, actor, pair) : await grantExisting(tx, actor, pair);
    if (existing === null) added.push({ authorization, account, identity });
    granted.push({ authorization, account, identity });
  }
  await insertAuthorizations(tx, actor, added);
  return granted;
}

async function requireMayGrant(tx: Transaction, actor: Actor, pairs: readonly Pair<Grant>[]): Promise<void> {
  if (actor.role === "OPERATOR") return;
  for (const domain of new Set(pairs.map(({ address }) => address.domain))) {
    if (await administersDomain(tx.manager, actor, domain)) continue;
    throw forbidden(
      `${domain} is not a domain that you administer: only the owner of the address can allow it. Use addIdentity, which asks the owner by mail`,
    );
  }
}

/** What an owner has refused only the owner gives back, or the operator, who then means this one address. */
function refuseOverOwner(actor: Actor, { item, identity, existing, field }: Pair<Grant>): void {
  if (actor.role === "OPERATOR" && item.source !== AuthorizationSource.IMPORT) return;
  if (identity.blockedAt === null && (existing === null || !isOwnersNo(existing))) return;
  throw conflict(
    "The owner of this address has said no, and only the owner takes that back, by the link in the owner's mail",
    `${field}.address`,
  );
}

function reasonOf(actor: Actor, { item, field, account }: Pair<Grant>): string {
  return optionalLine(item.reason, `${field}.reason`) ?? `granted by ${actorNameAt(placeOfAccount(account), actor)}`;
}

function newGrant(tx: Transaction, actor: Actor, pair: Pair<Grant>) {
  const { item, field, account, identity } = pair;
  const profile = requireProfile({ ...item, displayName: item.displayName ?? identity.address }, field);
  const expiresAt = optionalUntil(item.until, tx.now, `${field}.until`);
  const source = item.source ?? GRANT;
  const givenBy = rankOf(requireScope(actor));
  const proof = { source, basis: "GRANT" as const, reason: reasonOf(actor, pair), givenBy, expiresAt };
  return newAuthorization(tx.now, account, identity, profile, proof, source);
}

async function grantExisting(tx: Transaction, actor: Actor, pair: Pair<Grant>) {
  const { item, field, account, identity } = pair;
  const authorization = pair.existing!;
  if (!canMove(authorization.state, "GRANT")) {
    throw conflict("The account may send as this address already", `${field}.address`);
  }
  const before = { state: authorization.state };
  moveTo(authorization, "GRANT", tx.now, reasonOf(actor, pair), actor.scope);
  authorization.source = item.source ?? GRANT;
  authorization.givenBy = rankOf(requireScope(actor));
  decidedIn(tx).add(authorization.id);
  authorization.expiresAt = optionalUntil(item.until, tx.now, `${field}.until`);
  Object.assign(authorization, profileChanges(item, field));
  await clearOtherDefaults(tx, authorization);
  const names = { account: account.address, address: identity.addressKey };
  const after = { state: authorization.state };
  await saveAuthorization(tx, actor, "authorization.granted", authorization, names, { before, after });
  return authorization;
}

/** `grantAuthorizations` for one. */
export async function grantAuthorization(tx: Transaction, actor: Actor, grant: Grant): Promise<RequestedAuthorization> {
  const [granted] = await grantAuthorizations(tx, actor, [grant], () => "input");
  return granted!;
}
