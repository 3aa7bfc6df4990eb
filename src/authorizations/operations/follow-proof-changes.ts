import { In } from "typeorm";
import { inBatches, lockRows, type Transaction } from "../../database/index.js";
import type { Actor } from "../../kernel/index.js";
import { type Domain, findCreatedDomains, findProofChanges, isProven } from "../../tenancy/index.js";
import { Authorization } from "../authorization.entity.js";
import { AuthorizationReason, reasonBecause } from "../authorization-reason.js";
import { AuthorizationState } from "../authorization-state.js";
import { DomainAuthorization, DomainAuthorizationState, DomainProof } from "../domain-authorization.entity.js";
import { notePaused, pauseResting, resumeResting, takePaused } from "./pause-resting.js";
import { pauseDomainAuthorization, proveDomainAuthorization } from "./prove-domain-authorization.js";

const GONE = reasonBecause(AuthorizationReason.PROOF_GONE);
const BACK = reasonBecause(AuthorizationReason.PROOF_BACK);

/**
 * Commit step: what the word of a domain's administrators gave waits while the domain is not proven, and is taken up
 * again with its proof. What owners, DNS records and the operator gave stays.
 */
export async function followProofChanges(tx: Transaction): Promise<void> {
  const changes = findProofChanges(tx);
  if (changes === undefined) return;
  // One that was made just now has given nothing yet; what is there in its addresses is other tenants'.
  const created = new Set(findCreatedDomains(tx)?.domains.map(({ id }) => id));
  for (const domain of changes.domains.values()) {
    if (created.has(domain.id)) continue;
    if (isProven(domain)) await takeUp(tx, changes.actor, domain);
    else await setAside(tx, changes.actor, domain);
  }
}

async function setAside(tx: Transaction, actor: Actor, domain: Domain): Promise<void> {
  const given = await tx.manager.find(Authorization, {
    select: { id: true, basis: true, givenBy: true },
    where: {
      identityDomain: domain.name,
      basis: In(["GRANT", "HOST", "ALIAS", "SUBADDRESS"]),
      state: AuthorizationState.AUTHORIZED,
    },
    order: { id: "ASC" },
  });
  // Of nobody's rank: by the domain's own rule.
  const ids = given.filter(({ givenBy }) => givenBy === null || isOfHost(givenBy, domain)).map(({ id }) => id);
  await pauseResting(tx, actor, { causeId: domain.id, ids, reason: GONE });
  const claims = await lockRows(tx, DomainAuthorization, {
    domain: domain.name,
    proof: DomainProof.HOSTED,
    state: DomainAuthorizationState.AUTHORIZED,
  });
  const hosted = claims.filter(({ givenBy }) => givenBy !== null && isOfHost(givenBy, domain));
  for (const claim of hosted) await pauseDomainAuthorization(tx, actor, claim, GONE);
  await notePaused(
    tx,
    domain.id,
    "CLAIM",
    hosted.map(({ id }) => id),
  );
}

/** Whether somebody of this rank spoke as an administrator of the domain; the platform's word does not need its proof. */
function isOfHost(givenBy: string, { resellerPath }: Domain): boolean {
  const path = givenBy.replace(/!+$/, "");
  return path !== "" && (resellerPath.startsWith(path) || path.startsWith(resellerPath));
}

async function takeUp(tx: Transaction, actor: Actor, domain: Domain): Promise<void> {
  const waiting = await takePaused(tx, domain.id);
  const idsOf = (kind: string) => waiting.filter((each) => each.kind === kind).map(({ rightId }) => rightId);
  for (const ids of inBatches(idsOf("CLAIM"))) {
    const paused = { id: In(ids), state: DomainAuthorizationState.PAUSED };
    const claims = await lockRows(tx, DomainAuthorization, paused);
    for (const claim of claims) await proveDomainAuthorization(tx, actor, claim, BACK);
  }
  await resumeResting(tx, actor, idsOf("AUTHORIZATION"), BACK);
}
