import { Between, type EntityManager } from "typeorm";
import { type FeedChange, FeedEntry } from "../feed/index.js";

/** What changes rules. A change of a domain or an account is seen in its row, which is read for each question. */
const RULE_CHANGES: ReadonlySet<FeedChange["kind"]> = new Set([
  "POLICY",
  "POLICY_REMOVED",
  "RESELLER",
  "RESELLER_REMOVED",
]);
/** Revisions and entries that are looked through; to read the rules anew costs no more than looking through these. */
const MOST_LOOKED_THROUGH = 1_000;

/** Whether a rule may have changed after one revision and up to another: true when the feed cannot tell. */
export async function haveRulesChanged(manager: EntityManager, after: number, until: number): Promise<boolean> {
  if (until < after || until - after > MOST_LOOKED_THROUGH) return true;
  const entries = await manager.find(FeedEntry, {
    select: { revision: true, ordinal: true, kind: true },
    where: { revision: Between(after + 1, until) },
    take: MOST_LOOKED_THROUGH + 1,
  });
  const isComplete = new Set(entries.map(({ revision }) => revision)).size === until - after;
  return !isComplete || entries.length > MOST_LOOKED_THROUGH || entries.some(({ kind }) => RULE_CHANGES.has(kind));
}
