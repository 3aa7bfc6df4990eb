import type { EntityManager } from "typeorm";
import { ruleChanges } from "./rule-changes.queries.js";
import type { Rules } from "./rules.js";
import { loadAllRules } from "./rules.queries.js";

/** Policies, suspended resellers and domains, and domain aliases that are kept in memory at most: some megabytes. */
const MAX_KEPT = 10_000;

interface Kept {
  readonly revision: number;
  /** Null where there are too many to keep; then no more is kept until the process starts anew. */
  readonly rules: Rules | null;
}

/**
 * The rules of a platform change a few times a day and every question rests on them, so they are read once and kept
 * until the feed names a change of one. They are never older than the revision they are asked for:
 *
 * - A change of a policy, of a reseller's state or path, or of a domain's state commits together with its feed entry
 *   and with the revision counter, which it locks until then. So whoever has read revision N can read all changes up
 *   to N.
 * - That revision, the feed and the rules are read one after the other over one connection, hence from one server: of
 *   several, or of replicas, one that is behind gives an older revision with its older rows, and not one of each.
 * - What is kept carries the revision that was read before it, so it holds at least that. For a later revision it is
 *   used when the feed holds every revision in between and none of them changed a rule, else it is read anew; likewise
 *   for an earlier one, which another batch or a restored backup can bring.
 *
 * What is kept is replaced and never changed, so batches at different revisions do not mix. Reads of read-committed
 * kind can see more than the revision says; an answer may be newer than it claims, as with rows of any other table.
 */
export class PolicyCache {
  #kept: Kept | undefined;

  constructor(private readonly most = MAX_KEPT) {}

  /** The rules of the whole platform at `revision` or later; null where there are too many to keep. */
  async at(manager: EntityManager, revision: number): Promise<Rules | null> {
    const kept = this.#kept;
    if (kept?.rules === null || kept?.revision === revision) return kept.rules;
    const rules =
      kept !== undefined && (await holdsAt(manager, kept, revision))
        ? kept.rules
        : await loadAllRules(manager, this.most);
    this.#kept = { revision, rules };
    return rules;
  }
}

async function holdsAt(manager: EntityManager, { revision, rules }: Kept, later: number): Promise<boolean> {
  const changes = await ruleChanges(manager, revision, later);
  return changes !== null && !changes.some((change) => rules?.mayChangeBy(change));
}
