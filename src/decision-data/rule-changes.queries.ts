import { Between, type EntityManager, In } from "typeorm";
import { type FeedChange, FeedEntry } from "../feed/index.js";

/** Kinds that rules come from. A change of an account is seen in its row, which is read for each question. */
const RULE_KINDS: readonly FeedChange["kind"][] = [
  "POLICY",
  "POLICY_REMOVED",
  "RESELLER",
  "RESELLER_REMOVED",
  "DOMAIN",
  "DOMAIN_REMOVED",
];
/** Revisions and changes that are looked through: to read the rules anew costs no more. */
const MAX_LOOKED_THROUGH = 1_000;

/** The changes that rules may follow from after one revision and up to another; null when the feed cannot tell. */
export async function ruleChanges(manager: EntityManager, after: number, until: number): Promise<FeedChange[] | null> {
  if (until < after || until - after > MAX_LOOKED_THROUGH) return null;
  const revision = Between(after + 1, until);
  const where = { revision, kind: In(RULE_KINDS) };
  const entries = await manager.find(FeedEntry, { where, take: MAX_LOOKED_THROUGH });
  // Counted behind the look, as old entries are deleted: what is still there now was there then.
  const revisions = await manager
    .createQueryBuilder(FeedEntry, "entry")
    .select("COUNT(DISTINCT entry.revision)", "count")
    .where({ revision })
    .getRawOne<{ count: number }>();
  const isComplete = Number(revisions?.count) === until - after && entries.length < MAX_LOOKED_THROUGH;
  return isComplete ? entries.map(({ change }) => change) : null;
}
