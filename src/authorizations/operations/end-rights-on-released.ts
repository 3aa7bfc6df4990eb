import { Brackets, In, IsNull, Not } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import { inBatches, lockRows, type Transaction, updateRows } from "../../database/index.js";
import { type Actor, type Locked, rowsAcrossTenants } from "../../kernel/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { Account, findReleased, type Released } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorizations } from "../authorization.queries.js";
import { AuthorizationReason, type ReasonText, reasonBecause } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { moveTo } from "../authorization-transitions.js";
import { decidedIn } from "../decided.js";
import { DomainAuthorization, DomainAuthorizationState, DomainProof } from "../domain-authorization.entity.js";
import { lockDomainAuthorizations } from "../domain-authorization.queries.js";
import { DOMAIN_AUTHORIZATION_STATES } from "../domain-authorization-states.js";
import { Identity } from "../identity.entity.js";
import { namesOfAll } from "../participants.js";
import { recordDomainAuthorization, recordIdentity, saveAuthorization } from "../record-authorization.js";
import { rightsEndedByMove } from "../rights-ended-by-move.js";
import { dropLostProofs } from "./drop-lost-proofs.js";

const GIVEN_UP = reasonBecause(AuthorizationReason.GIVEN_UP);
const GIVEN_BY_FORMER_HOLDER = reasonBecause(AuthorizationReason.GIVEN_BY_FORMER_HOLDER);
const OF_FORMER_HOLDER = "it ends with the move, whoever the former holder has given it to";
const RESTS_ON_RELEASED = "it ends with the address that it names, whoever may use it";
const CLAIMS_IN_FORCE = [DomainAuthorizationState.AUTHORIZED, DomainAuthorizationState.PAUSED];
const ENDING = [AuthorizationState.PENDING, AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED];

/**
 * Commit step: ends what rested on what this transaction released. What anybody may do with addresses that nobody has
 * any more would otherwise hold for whoever gets the address next; links of who had it end too. What rests on a DNS
 * record stays: it speaks for the domain, wherever its mail is.
 */
export async function endRightsOnReleased(tx: Transaction): Promise<void> {
  const released = findReleased(tx);
  if (released === undefined) return;
  if (released.domainIds.size > 0) await forgetPauses(tx);
  for (const accountId of released.reducedAccounts) await dropLostProofs(tx, released.actor, accountId);
  await endRightsOnAddresses(tx, released.actor, released);
  for (const move of released.moves) {
    const { authorizations, claims } = await rightsEndedByMove(tx.manager, move);
    for (const claim of rowsAcrossTenants(await lockDomainAuthorizations(tx, claims), OF_FORMER_HOLDER)) {
      await endClaim(tx, released.actor, claim, GIVEN_BY_FORMER_HOLDER);
    }
    for (const some of inBatches(authorizations)) {
      const ids = some.map(({ id }) => id);
      const locked = rowsAcrossTenants(await lockAuthorizations(tx, ids), OF_FORMER_HOLDER);
      await endAuthorizations(tx, released.actor, locked, GIVEN_BY_FORMER_HOLDER);
    }
  }
}

/** Of domains and rights that are gone: nothing takes them up again. */
async function forgetPauses(tx: Transaction): Promise<void> {
  await tx.manager.query(
    `DELETE FROM rights_pause WHERE NOT EXISTS (SELECT 1 FROM domain WHERE domain.id = rights_pause.causeId)
      AND NOT EXISTS (SELECT 1 FROM domain_authorization cause WHERE cause.id = rights_pause.causeId)`,
  );
}

async function endRightsOnAddresses(tx: Transaction, actor: Actor, released: Released): Promise<void> {
  if (released.addressKeys.size === 0 && released.domainNames.size === 0) return;
  await endHostedClaims(tx, actor, released.domainNames);
  const identities = await identitiesOf(tx, released);
  await startAnew(tx, actor, identities, released);
  for (const chunk of inBatches(identities)) {
    const rows = await tx.manager.find(Authorization, {
      select: { id: true, resellerPath: true, addressKey: true, identityDomain: true },
      where: { identityId: In(chunk.map(({ id }) => id)), state: In(ENDING) },
    });
    const within = rows.filter((row) => row.resellerPath.startsWith(reachOf(released, row)));
    for (const some of inBatches(within)) {
      const ids = some.map(({ id }) => id);
      const locked = rowsAcrossTenants(await lockAuthorizations(tx, ids), RESTS_ON_RELEASED);
      await endAuthorizations(tx, actor, locked, GIVEN_UP);
    }
  }
}

async function endHostedClaims(tx: Transaction, actor: Actor, domainNames: ReadonlyMap<string, string>): Promise<void> {
  for (const names of inBatches([...domainNames.keys()])) {
    const hosted = { domain: In(names), proof: DomainProof.HOSTED, state: In(CLAIMS_IN_FORCE) };
    const claims = await lockRows(tx, DomainAuthorization, hosted);
    for (const claim of claims) {
      if (!claim.resellerPath.startsWith(domainNames.get(claim.domain) ?? "")) continue;
      await endClaim(tx, actor, claim, reasonBecause(AuthorizationReason.DOMAIN_NOT_HOSTED));
    }
  }
}

async function endClaim(
  tx: Transaction,
  actor: Actor,
  claim: Locked<DomainAuthorization>,
  reason: ReasonText,
): Promise<void> {
  const before = { state: claim.state };
  DOMAIN_AUTHORIZATION_STATES.move(claim, "RELEASE");
  claim.reason = reason;
  await tx.manager.save(DomainAuthorization, claim);
  const { address } = await tx.manager.findOneByOrFail(Account, { id: claim.accountId });
  recordDomainAuthorization(tx, actor, {
    action: "domain_authorization.revoked",
    row: claim,
    account: address,
    before,
  });
}

/** The addresses themselves, and those that are the same mailbox by a subaddress. */
async function identitiesOf(tx: Transaction, { addressKeys, domainNames }: Released): Promise<Identity[]> {
  const found = new Map<string, Identity>();
  const note = (rows: Identity[]) => {
    for (const row of rows) found.set(row.id, row);
  };
  for (const names of inBatches([...domainNames.keys()]))
    note(await tx.manager.findBy(Identity, { domain: In(names) }));
  const { subaddressDelimiters } = await effectivePolicy(tx.manager, {});
  for (const key of addressKeys.keys()) {
    const at = key.lastIndexOf("@");
    const domain = key.slice(at + 1);
    if (domainNames.has(domain)) continue;
    const query = tx.manager.createQueryBuilder(Identity, "identity").where(
      new Brackets((any) => {
        any.where("identity.addressKey = :key", { key });
        for (const [index, delimiter] of [...subaddressDelimiters].entries()) {
          const start = key.slice(0, at) + delimiter;
          const end = key.slice(0, at) + String.fromCharCode(delimiter.charCodeAt(0) + 1);
          any.orWhere(
            `(identity.addressKey >= :start${index} AND identity.addressKey < :end${index} AND identity.domain = :domain)`,
            { [`start${index}`]: start, [`end${index}`]: end, domain },
          );
        }
      }),
    );
    note(await query.getMany());
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Ends the owner links given out so far. Where the mailbox is gone, but its domain stays, its owner's wish not to be
 * asked goes with it; with the domain the owner may only have moved.
 */
async function startAnew(
  tx: Transaction,
  actor: Actor,
  identities: readonly Identity[],
  released: Released,
): Promise<void> {
  const { domainNames } = released;
  for (const identity of identities) {
    // What only its tenant says is gone may be going on elsewhere: the owner's links and wishes stay.
    if (reachOf(released, { addressKey: identity.addressKey, identityDomain: identity.domain }) !== "") continue;
    const ownerLinkVersion = identity.ownerLinkVersion + 1;
    const wishes = domainNames.has(identity.domain) ? {} : { blockedAt: null, undeliverableAt: null };
    const anew = { ownerLinkVersion, answeredAddress: null };
    await tx.manager.update(Identity, { id: identity.id }, { ...anew, ...wishes });
    if (!domainNames.has(identity.domain)) await forgetRefusals(tx, identity.id);
    const isBlocked = identity.blockedAt !== null;
    Object.assign(identity, wishes);
    if (isBlocked && identity.blockedAt === null) recordIdentity(tx, identity);
    // Of no tenant: only the platform reads it.
    const subject = { kind: "Identity", id: identity.id, label: identity.addressKey };
    recordAudit(tx, actor, { action: "identity.given_up", subject, before: { isBlocked } });
  }
}

/** Whoever has the address next has said nothing yet: neither a yes nor a no of who had it is theirs. */
async function forgetRefusals(tx: Transaction, identityId: string): Promise<void> {
  const refused = { identityId, refusedByOwnerAt: Not(IsNull()) };
  await updateRows(tx, Authorization, refused, { refusedByOwnerAt: null, askAgainAt: null });
}

/** Within which resellers' paths rights on the address end; of a subaddress, that of the address without it. */
function reachOf(
  { addressKeys, domainNames }: Released,
  { addressKey, identityDomain }: Pick<Authorization, "addressKey" | "identityDomain">,
): string {
  const exact = domainNames.get(identityDomain) ?? addressKeys.get(addressKey);
  if (exact !== undefined) return exact;
  // All keys of one domain have the same reach.
  for (const [key, reach] of addressKeys) if (key.endsWith(`@${identityDomain}`)) return reach;
  return "";
}

async function endAuthorizations(
  tx: Transaction,
  actor: Actor,
  rows: readonly Locked<Authorization>[],
  reason: ReasonText,
): Promise<void> {
  const standing = await standingClaims(tx, rows);
  const ending = rows.filter(
    ({ accountId, identityDomain, basis }) => basis !== "DOMAIN" || !standing.has(`${accountId} ${identityDomain}`),
  );
  const names = await namesOfAll(tx.manager, ending);
  for (const authorization of ending) {
    const before = { state: authorization.state };
    moveTo(authorization, "RELEASE", tx.now, { reason });
    // Nobody has said no: whoever has the address next may be asked at once.
    authorization.askAgainAt = null;
    decidedIn(tx).add(authorization.id);
    await saveAuthorization(tx, actor, {
      action: "authorization.revoked",
      authorization,
      names: names(authorization),
      before,
      after: { state: authorization.state },
    });
  }
}

async function standingClaims(tx: Transaction, rows: readonly Authorization[]): Promise<Set<string>> {
  const accountIds = [...new Set(rows.filter(({ basis }) => basis === "DOMAIN").map(({ accountId }) => accountId))];
  if (accountIds.length === 0) return new Set();
  const claims = await tx.manager.findBy(DomainAuthorization, {
    accountId: In(accountIds),
    state: DomainAuthorizationState.AUTHORIZED,
  });
  return new Set(claims.map(({ accountId, domain }) => `${accountId} ${domain}`));
}
