import type { EntityManager } from "typeorm";
import { withinScope } from "../database/index.js";
import { showUnder } from "../graphql/index.js";
import { type Actor, requireScope } from "../kernel/index.js";
import { Authorization } from "./authorization.entity.js";
import { Identity } from "./identity.entity.js";
import { administersDomain } from "./proof.js";

/**
 * An identity is visible to whoever has an authorization on it in their scope, or administers its domain. To everybody
 * else one that others use looks like one that nobody ever asked for.
 */
export async function findVisibleIdentity(
  manager: EntityManager,
  actor: Actor,
  key: { readonly id: string } | { readonly addressKey: string },
): Promise<Identity | null> {
  const identity = await manager.findOneBy(Identity, key);
  if (identity === null) return null;
  const query = manager
    .createQueryBuilder(Authorization, "sender")
    .where("sender.identityId = :identityId", { identityId: identity.id });
  withinScope(query, requireScope(actor), {
    resellerPath: "sender.resellerPath",
    domainId: "sender.domainId",
    accountId: "sender.accountId",
  });
  const isKnown = (await query.getExists()) || (await administersDomain(manager, actor, identity.domain));
  return isKnown ? showUnder("KNOWN_ADDRESS", identity) : null;
}
