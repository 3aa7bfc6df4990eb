import { In } from "typeorm";
import type { Transaction } from "../../database/index.js";
import { endOfSubtree } from "../../kernel/index.js";
import { type Domain, DomainProofKind, findCreatedDomains, setDomainProof } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { AuthorizationState } from "../authorization-state.js";
import { DomainAuthorization, DomainAuthorizationState } from "../domain-authorization.entity.js";

// What was only asked for counts for nothing: anybody can ask.
const HELD = In([AuthorizationState.AUTHORIZED, AuthorizationState.PAUSED]);

/**
 * Commit step: a domain in which other tenants hold authorizations stays unproven, whoever's word is usually taken, until
 * the operator has decided whose it is.
 */
export async function questionNewDomains(tx: Transaction): Promise<void> {
  const created = findCreatedDomains(tx);
  if (created === undefined) return;
  for (const domain of created.domains) {
    if (!(await isHeldByOthers(tx, domain))) continue;
    const reason = "other tenants hold authorizations in this domain; the operator decides";
    await setDomainProof(tx, created.actor, domain, DomainProofKind.UNPROVEN, { reason, isConflict: true });
  }
}

async function isHeldByOthers(tx: Transaction, { name, resellerPath }: Domain): Promise<boolean> {
  const outside = { start: resellerPath, end: endOfSubtree(resellerPath) };
  const authorization = await tx.manager
    .createQueryBuilder(Authorization, "sender")
    .select("sender.id")
    .where({ identityDomain: name, state: HELD })
    .andWhere("(sender.resellerPath < :start OR sender.resellerPath >= :end)", outside)
    .limit(1)
    .getOne();
  if (authorization !== null) return true;
  const claim = await tx.manager
    .createQueryBuilder(DomainAuthorization, "claim")
    .select("claim.id")
    .where({ domain: name, state: In([DomainAuthorizationState.AUTHORIZED, DomainAuthorizationState.PAUSED]) })
    .andWhere("(claim.resellerPath < :start OR claim.resellerPath >= :end)", outside)
    .limit(1)
    .getOne();
  return claim !== null;
}
