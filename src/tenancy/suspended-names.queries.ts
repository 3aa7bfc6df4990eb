import type { EntityManager } from "typeorm";
import { withinSubtree } from "../database/index.js";
import { type Actor, rankOf, requireMayUndo, requireScope } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { TenantState } from "./tenant-state.js";

/** A domain, or where it is null all below a reseller. */
export interface PlaceOfNames {
  readonly resellerPath: string;
  readonly domainId: string | null;
}

const OWN_NAME = "domain.id = account.domainId";
const ALIAS = "domain.id IN (SELECT domainId FROM account_alias WHERE accountId = account.id)";

/**
 * Throws FORBIDDEN where an account with its address or an alias in the place was suspended from further up: for what
 * would make other names of it nobody's, which would sign in and send again.
 */
export async function requireMayReleaseNames(
  manager: EntityManager,
  actor: Actor,
  { resellerPath, domainId }: PlaceOfNames,
): Promise<void> {
  const scope = requireScope(actor);
  const rank = rankOf(scope);
  if (rank === "") return;
  for (const isNamedIn of [OWN_NAME, ALIAS]) {
    const query = manager
      .createQueryBuilder(Account, "account")
      .innerJoin("domain", "domain", isNamedIn)
      .where("account.state = :suspended", { suspended: TenantState.SUSPENDED })
      .andWhere("SUBSTR(account.suspendedBy, 1, :rankLength) <> :rank", { rank, rankLength: rank.length });
    if (domainId === null) withinSubtree(query, "domain.resellerPath", resellerPath, "place");
    else query.andWhere("domain.id = :domainId", { domainId });
    const found = await query.limit(1).getOne();
    if (found !== null) requireMayUndo(found.suspendedBy, scope, `The suspension of ${found.address}`);
  }
}
