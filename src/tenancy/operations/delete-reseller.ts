import { And, In, LessThan, MoreThanOrEqual } from "typeorm";
import { recordAudit } from "../../audit/index.js";
import { inBatches, lockRows, type Transaction } from "../../database/index.js";
import { recordChange } from "../../feed/index.js";
import { requireExpectedCount, type SelectionInput } from "../../graphql/index.js";
import { type Actor, conflict, endOfSubtree, requireScope } from "../../kernel/index.js";
import { Domain } from "../domain.entity.js";
import { dropUnusedLogos } from "../logos/logo.queries.js";
import { auditedReseller } from "../places.js";
import { releasedIn } from "../released.js";
import { MAX_DELETED, removeDomains } from "../removal.js";
import { Reseller } from "../reseller.entity.js";
import { lockResellerBelow } from "../reseller.queries.js";
import { checkSizeOfSubtree } from "../subtree-size.js";
import { requireMayEnd } from "../suspension.js";

export interface ResellerDeletion {
  readonly cascade: boolean;
  readonly selection?: SelectionInput | undefined;
}

/**
 * Deletes an empty reseller; with `cascade` also all that is below it, up to 10,000 accounts. Throws CONFLICT with what
 * to delete first, and where other than the expected number of accounts would go.
 */
export async function deleteReseller(
  tx: Transaction,
  actor: Actor,
  id: string,
  { cascade, selection = {} }: ResellerDeletion,
): Promise<void> {
  const reseller = await lockResellerBelow(tx, requireScope(actor), id);
  const below = And(MoreThanOrEqual(reseller.path), LessThan(endOfSubtree(reseller.path)));
  const resellers = await lockRows(tx, Reseller, { path: below }, { take: MAX_DELETED + 1, order: { path: "ASC" } });
  const domains = await lockRows(
    tx,
    Domain,
    { resellerPath: below },
    { take: MAX_DELETED + 1, order: { resellerPath: "ASC", name: "ASC" } },
  );
  if (!cascade && (resellers.length > 1 || domains.length > 0)) {
    throw conflict(
      "NOT_EMPTY",
      `Below the reseller are ${resellers.length - 1} resellers and ${domains.length} domains: ` +
        "move or delete them first, or pass cascade: true",
    );
  }
  const found = { resellers: resellers.length, domains: domains.length };
  requireExpectedCount(selection, await checkSizeOfSubtree(tx, reseller, found), "expectedCount");
  requireMayEnd(actor, resellers, "reseller");
  await removeDomains(tx, actor, domains);
  await removeResellers(tx, actor, resellers);
}

async function removeResellers(tx: Transaction, actor: Actor, resellers: readonly Reseller[]): Promise<void> {
  // The longest paths first, for MySQL checks the reference to the parent row by row.
  const deepestFirst = [...resellers].sort((a, b) => b.path.length - a.path.length);
  const { resellerIds } = releasedIn(tx, actor);
  for (const { id } of deepestFirst) resellerIds.add(id);
  for (const length of new Set(deepestFirst.map(({ path }) => path.length))) {
    const level = deepestFirst.filter(({ path }) => path.length === length);
    for (const chunk of inBatches(level)) await tx.manager.delete(Reseller, { id: In(chunk.map(({ id }) => id)) });
  }
  await dropUnusedLogos(
    tx,
    deepestFirst.map(({ logo }) => logo),
  );
  for (const reseller of deepestFirst) {
    const before = { name: reseller.name, slug: reseller.slug };
    recordAudit(tx, actor, { action: "reseller.deleted", subject: auditedReseller(reseller), before });
    recordChange(tx, { kind: "RESELLER_REMOVED", id: reseller.id });
  }
}
