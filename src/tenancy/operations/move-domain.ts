import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import { type Actor, conflict, rankOf, requireScope, type Scope } from "../../kernel/index.js";
import { fromGlobalId } from "../../request/index.js";
import { checkAliasesOfDomain } from "../aliases-across.js";
import { Domain } from "../domain.entity.js";
import { lockDomain } from "../domain.queries.js";
import { announceDomain } from "../feed-entries.js";
import { auditedDomain } from "../places.js";
import { releasedIn } from "../released.js";
import { lockReseller } from "../reseller.queries.js";
import { rewritePathsOfDomain } from "../reseller-path-tables.js";

/**
 * Gives a domain with everything in it to another reseller. Both ends must be inside the caller's scope. Copies learn
 * of the domain alone, and past audit events stay where they happened.
 */
export async function moveDomain(tx: Transaction, actor: Actor, id: string, resellerId: string): Promise<Domain> {
  const scope = requireScope(actor);
  const reseller = await lockReseller(tx, scope, fromGlobalId("Reseller", resellerId));
  const domain = await lockDomain(tx, scope, fromGlobalId("Domain", id));
  if (domain.resellerId === reseller.id) throw conflict("The domain is this reseller's already", "resellerId");
  await checkAliasesOfDomain(tx, domain, reseller.path);

  const before = { resellerId: domain.resellerId, resellerPath: domain.resellerPath };
  const after = { resellerId: reseller.id, resellerPath: reseller.path };
  await passSuspensionsOn(tx, scope, domain, reseller.path);
  await rewritePathsOfDomain(tx.manager, domain.id, reseller.path);
  await tx.manager.update(Domain, { id: domain.id }, { ...after, updatedAt: tx.now });
  const moved = await tx.manager.findOneByOrFail(Domain, { id: domain.id });
  recordAudit(tx, actor, "domain.moved", auditedDomain(moved), { before, after });
  announceDomain(tx, moved);
  const { name, resellerPath: from } = domain;
  releasedIn(tx, actor).moves.push({ kind: "DOMAIN", domainId: domain.id, name, from, to: reseller.path });
  return moved;
}

/** Suspensions by those the domain leaves are its new reseller's to lift; those from the caller and above stay. */
async function passSuspensionsOn(tx: Transaction, scope: Scope, domain: Domain, to: string): Promise<void> {
  const isBelowCaller = "suspendedBy IS NOT NULL AND LENGTH(suspendedBy) > ?";
  const above = rankOf(scope).length;
  const byAdministrator = `${domain.resellerPath}!`;
  for (const [table, column] of [
    ["domain", "id"],
    ["account", "domainId"],
  ]) {
    await tx.manager.query(
      `UPDATE ${table} SET suspendedBy = CASE WHEN suspendedBy = ? THEN ? ELSE ? END
       WHERE ${column} = ? AND ${isBelowCaller}`,
      [byAdministrator, `${to}!`, to, domain.id, above],
    );
  }
}
