import { LessThanOrEqual } from "typeorm";
import {
  AuthorizationReason,
  DomainAuthorization,
  DomainAuthorizationState,
  lapseDomainAuthorization,
  reasonBecause,
} from "../../authorizations/index.js";
import { lockRow, type Transaction } from "../../database/index.js";
import { SYSTEM_ACTOR } from "../../kernel/index.js";
import { lockAccount } from "../../tenancy/index.js";
import { ProofClaim } from "../proof-claim.entity.js";

const IN_VAIN = reasonBecause(AuthorizationReason.NOT_PUBLISHED);

/** Ends requests whose record nobody published in time, at most `limit`. Returns how many. */
export async function endUnusedClaims(tx: Transaction, limit = 200): Promise<number> {
  const claims = await tx.manager.find(ProofClaim, {
    where: { endsAt: LessThanOrEqual(tx.now) },
    order: { endsAt: "ASC", id: "ASC" },
    take: limit,
  });
  for (const { id, domainAuthorizationId } of claims) {
    if (domainAuthorizationId !== null) await lapse(tx, domainAuthorizationId);
    await tx.manager.delete(ProofClaim, { id });
  }
  return claims.length;
}

async function lapse(tx: Transaction, id: string): Promise<void> {
  const seen = await tx.manager.findOneBy(DomainAuthorization, { id });
  if (seen === null) return;
  await lockAccount(tx, { kind: "PLATFORM" }, seen.accountId);
  const row = await lockRow(tx, DomainAuthorization, { id });
  if (row?.state !== DomainAuthorizationState.PENDING) return;
  await lapseDomainAuthorization(tx, SYSTEM_ACTOR, row, IN_VAIN);
}
