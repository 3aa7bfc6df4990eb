import { recordAudit } from "../../audit/index.js";
import type { Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  because,
  conflict,
  endOfSubtree,
  forbidden,
  isRankAbove,
  notFound,
  pathsFromTop,
  rankOf,
  requireScope,
  type Scope,
  soAlready,
} from "../../kernel/index.js";
import { checkAliasesOfSubtree } from "../alias-boundaries.js";
import { announceReseller } from "../feed-entries.js";
import { auditedReseller } from "../places.js";
import { releasedIn } from "../released.js";
import { Reseller } from "../reseller.entity.js";
import { lockResellers, requireBelow } from "../reseller.queries.js";
import { labelOf, levelOf, MAX_RESELLER_LEVELS, newResellerLabel, parentPathOf } from "../reseller-path.js";
import { rewritePaths } from "../reseller-path-tables.js";
import { requireMayLeave } from "../suspension.js";

/**
 * Puts a reseller with everything below it under another one, or (null, the platform only) at the top. Both ends must
 * be inside the caller's scope. The paths of everything below change in this transaction, a statement a table; copies
 * learn of the reseller alone, and past audit events stay where they happened.
 */
export async function moveReseller(
  tx: Transaction,
  actor: Actor,
  id: string,
  parentId: string | null,
): Promise<Reseller> {
  const scope = requireScope(actor);
  if (parentId === null && scope.kind !== "PLATFORM") {
    throw forbidden("OPERATOR_ONLY", "Only the platform's operator puts resellers at the top: give parentId");
  }
  const { reseller, parent } = await lockBoth(tx, scope, id, parentId);
  requireBelow(scope, reseller);
  if (parent?.path.startsWith(reseller.path)) {
    throw badInput(
      "BELOW_ITSELF",
      "parentId",
      "A reseller cannot be below itself",
      "a reseller outside of what is moved",
    );
  }
  if (reseller.parentId === (parent?.id ?? null))
    throw soAlready("THERE_ALREADY", "The reseller is there already", "parentId");
  await checkDepth(tx, reseller, parent);

  const from = reseller.path;
  const to = await freePath(tx, parent, labelOf(from));
  await requireMayLeave(tx.manager, actor, parentPathOf(from) ?? "", to);
  await checkAliasesOfSubtree(tx, from, to);
  const rank = rankOf(scope);
  await tx.manager.update(Reseller, { id: reseller.id }, { parentId: parent?.id ?? null, updatedAt: tx.now });
  await rewritePaths(tx.manager, {
    from,
    to,
    // What those whom the reseller leaves have set passes to those it joins; those from above the caller stay.
    left: pathsFromTop(parentPathOf(from) ?? "").filter((path) => isRankAbove(rank, path)),
    joined: parent?.path ?? "",
  });
  const moved = await tx.manager.findOneByOrFail(Reseller, { id: reseller.id });
  const before = { parentId: reseller.parentId, path: from };
  recordAudit(tx, actor, {
    action: "reseller.moved",
    subject: { ...auditedReseller(moved), alsoAt: [{ resellerPath: from }] },
    before,
    after: { parentId: moved.parentId, path: to },
  });
  announceReseller(tx, moved);
  releasedIn(tx, actor).moves.push({ kind: "RESELLER", from, to });
  return moved;
}

async function lockBoth(tx: Transaction, scope: Scope, id: string, parentId: string | null) {
  const found = await lockResellers(tx, scope, parentId === null ? [id] : [id, parentId]);
  const reseller = found.get(id);
  const parent = parentId === null ? null : found.get(parentId);
  if (reseller === undefined || parent === undefined) throw notFound("Reseller");
  return { reseller, parent };
}

async function checkDepth(tx: Transaction, reseller: Reseller, parent: Reseller | null): Promise<void> {
  const [row]: { longest: number | string }[] = await tx.manager.query(
    "SELECT MAX(LENGTH(path)) AS longest FROM reseller WHERE path >= ? AND path < ?",
    [reseller.path, endOfSubtree(reseller.path)],
  );
  const below = levelOf("".padEnd(Number(row?.longest))) - levelOf(reseller.path) + 1;
  if (levelOf(parent?.path ?? "") + below > MAX_RESELLER_LEVELS) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_RESELLER_LEVELS }),
      `There can be no more than ${MAX_RESELLER_LEVELS} levels of resellers`,
      "parentId",
    );
  }
}

/** Its own label, unless by the smallest of chances a brother has the same one. */
async function freePath(tx: Transaction, parent: Reseller | null, label: string): Promise<string> {
  const path = `${parent?.path ?? ""}${label}`;
  return (await tx.manager.existsBy(Reseller, { path })) ? freePath(tx, parent, newResellerLabel()) : path;
}
