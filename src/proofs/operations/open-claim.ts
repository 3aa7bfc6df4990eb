import { IsNull, Not } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import {
  type DomainAuthorization,
  DomainAuthorization as DomainAuthorizationRow,
  DomainAuthorizationState,
} from "../../authorizations/index.js";
import { insertRow, type Transaction } from "../../database/index.js";
import { type Actor, because, conflict, newIdentifier, newInstance } from "../../kernel/index.js";
import { Account, type Domain, Reseller } from "../../tenancy/index.js";
import { ProofClaim } from "../proof-claim.entity.js";
import { newRecordValue, requireRecordName } from "../proof-record.js";

/** What one account, and one reseller, may have waiting: each is a name that strangers' name servers are asked for. */
const MAX_OPEN_PER_ACCOUNT = 100;
const MAX_OPEN_PER_RESELLER = 2_000;

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Says what an account has to have published to send as everybody in a domain. `row` is PENDING. Throws BAD_USER_INPUT
 * for a name that is too long, CONFLICT when too many are waiting.
 */
export async function openAuthorizationClaim(
  tx: Transaction,
  row: DomainAuthorization,
  claimDays: number,
): Promise<ProofClaim> {
  requireRecordName(row.domain, "input.domain");
  const { accountId } = row;
  const waiting = await tx.manager.countBy(DomainAuthorizationRow, {
    accountId,
    state: DomainAuthorizationState.PENDING,
  });
  if (waiting > MAX_OPEN_PER_ACCOUNT) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_OPEN_PER_ACCOUNT }),
      `At most ${MAX_OPEN_PER_ACCOUNT} requests of an account wait for their record; revoke others first`,
    );
  }
  const { address } = await tx.manager.findOneByOrFail(Account, { id: accountId });
  await tx.manager.delete(ProofClaim, { domainAuthorizationId: row.id });
  const subject = { hostedDomainId: null, domainAuthorizationId: row.id, resellerId: null };
  return insertClaim(tx, claimDays, row, { ...subject, value: newRecordValue(address) });
}

/** Says what the reseller of a hosted domain has to have published; the one that is open already, where there is one. */
export async function openDomainClaim(
  tx: Transaction,
  actor: Actor,
  domain: Domain,
  claimDays: number,
): Promise<ProofClaim> {
  const open = await tx.manager.findOneBy(ProofClaim, { hostedDomainId: domain.id });
  if (open !== null) return open;
  requireRecordName(domain.name, "id");
  const { slug } = await tx.manager.findOneByOrFail(Reseller, { id: domain.resellerId });
  const { id: hostedDomainId, resellerId, resellerPath } = domain;
  const subject = { hostedDomainId, domainAuthorizationId: null, resellerId };
  const value = newRecordValue(`reseller:${slug}`);
  recordAudit(tx, actor, {
    action: "domain.proof-requested",
    subject: {
      kind: "Domain",
      id: hostedDomainId,
      label: domain.name,
      resellerPath,
      domainId: hostedDomainId,
    },
  });
  return insertClaim(tx, claimDays, { domain: domain.name, resellerPath }, { ...subject, value });
}

async function insertClaim(
  tx: Transaction,
  claimDays: number,
  { domain, resellerPath }: { readonly domain: string; readonly resellerPath: string },
  subject: Pick<ProofClaim, "hostedDomainId" | "domainAuthorizationId" | "resellerId" | "value">,
): Promise<ProofClaim> {
  const tenant = tenantOf(resellerPath);
  const open = await tx.manager.countBy(ProofClaim, { tenant, endsAt: Not(IsNull()) });
  if (open >= MAX_OPEN_PER_RESELLER) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_OPEN_PER_RESELLER }),
      `At most ${MAX_OPEN_PER_RESELLER} requests of a reseller wait for their record`,
    );
  }
  const claim = newInstance(ProofClaim, {
    id: newIdentifier(),
    ...subject,
    domain,
    tenant,
    nextLookAt: null,
    heldUntil: null,
    looks: 0,
    lastLookAt: null,
    lastAnswer: null,
    lastFinding: null,
    cachedUntil: null,
    endsAt: new Date(tx.now.getTime() + claimDays * DAY_MS),
    goneSince: null,
    toldAt: null,
    pausedAt: null,
    createdAt: tx.now,
  });
  await insertRow(tx, ProofClaim, claim);
  return claim;
}

const LABEL_LENGTH = 8;

/** The label of the reseller itself: it stays the same wherever the reseller moves. */
function tenantOf(resellerPath: string): string {
  return resellerPath.slice(-LABEL_LENGTH);
}
