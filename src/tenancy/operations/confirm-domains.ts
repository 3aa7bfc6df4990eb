import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, notFound, PLATFORM_SCOPE, requireRole, rowsWithin } from "../../kernel/index.js";
import { requireBatch } from "../bulk-calls.js";
import type { Domain } from "../domain.entity.js";
import { lockDomains } from "../domain.queries.js";
import { DomainProofKind, isProven } from "../domain-proof.js";
import { placeOfDomain } from "../places.js";
import { optionalReason } from "../text-rules.js";
import { setDomainProof } from "./set-domain-proof.js";

/**
 * The operator says that each domain is its tenant's own, which also decides a conflict about it. All or none; throws
 * CONFLICT for one that is proven already.
 */
export async function confirmDomains(
  tx: Transaction,
  actor: Actor,
  ids: readonly string[],
  reason?: string | null,
): Promise<Domain[]> {
  requireRole(actor, "OPERATOR");
  requireBatch(ids, "ids");
  const why = optionalReason(reason);
  const wanted = [...new Set(ids)];
  const locked = await lockDomains(tx, { ids: wanted, names: [] });
  const found = new Map(rowsWithin(PLATFORM_SCOPE, locked, placeOfDomain).map((domain) => [domain.id, domain]));
  const domains: Domain[] = [];
  for (const [index, id] of wanted.entries()) {
    const domain = found.get(id);
    if (domain === undefined) throw notFound("Domain");
    if (isProven(domain))
      throw conflict("PROVEN_ALREADY", `${domain.name} is proven already (${domain.proof})`, `ids[${index}]`);
    await setDomainProof(tx, actor, domain, { proof: DomainProofKind.OPERATOR, reason: why });
    domains.push(domain);
  }
  return domains;
}
