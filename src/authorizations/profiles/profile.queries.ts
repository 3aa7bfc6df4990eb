import { type EntityManager, In, IsNull, Not } from "typeorm";
import { acrossTenants, inBatches, type Transaction } from "../../database/index.js";
import { showUnder } from "../../graphql/index.js";
import { type Actor, notFound, requireScope, rowWithin } from "../../kernel/index.js";
import { Authorization } from "../authorization.entity.js";
import { lockAuthorization } from "../authorization.queries.js";
import { AuthorizationState } from "../authorization-state.js";
import { SenderProfile } from "./sender-profile.entity.js";

/** Those of one right, oldest first; few by rule. The right is locked by the caller. */
export async function profilesOf(tx: Transaction, authorizationId: string): Promise<SenderProfile[]> {
  return tx.manager.find(SenderProfile, { where: { authorizationId }, order: { id: "ASC" } });
}

/** A profile with its right, which is locked; throws NOT_FOUND where it is none of an account in the caller's scope. */
export async function requireOwnProfile(
  tx: Transaction,
  actor: Actor,
  profileId: string,
): Promise<{ readonly profile: SenderProfile; readonly authorization: Authorization }> {
  const found = await tx.manager.findOneBy(SenderProfile, { id: profileId });
  const locked = found === null ? null : await lockAuthorization(tx, found.authorizationId);
  const authorization = rowWithin(requireScope(actor), locked, (row) => row);
  // Read again under the lock: it may have been changed or removed meanwhile.
  const profile = await tx.manager.findOneBy(SenderProfile, { id: profileId });
  if (authorization === null || profile === null) throw notFound("SenderProfile");
  return { profile: showUnder("FOUND_IN_SCOPE", profile), authorization };
}

/**
 * What each of these accounts writes from by default: of the profiles that may be used now, the one last wished. An
 * account without one is not in the map: it writes from its own address.
 */
export async function defaultProfilesOf(
  manager: EntityManager,
  accountIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, SenderProfile>> {
  const found = new Map<string, SenderProfile>();
  for (const ids of inBatches(accountIds)) {
    const query = manager
      .createQueryBuilder(SenderProfile, "profile")
      .innerJoin(Authorization, "sender", "sender.id = profile.authorizationId")
      .where("profile.accountId IN (:...ids)", { ids })
      .andWhere("profile.defaultSince IS NOT NULL")
      .andWhere("sender.state = :state", { state: AuthorizationState.AUTHORIZED })
      .andWhere("(sender.expiresAt IS NULL OR sender.expiresAt > :now)", { now: now.getTime() })
      .orderBy("profile.defaultSince", "ASC")
      .addOrderBy("profile.id", "ASC");
    const rows = await acrossTenants(query, "of accounts that the caller has loaded").getMany();
    for (const row of rows) found.set(row.accountId, row);
  }
  return found;
}

/** Every profile of the account that is, or is to become, its default. */
export async function wishedDefaultsOf(tx: Transaction, accountId: string): Promise<SenderProfile[]> {
  const where = { accountId, defaultSince: Not(IsNull()) };
  return tx.manager.find(SenderProfile, { where, order: { defaultSince: "ASC", id: "ASC" } });
}

export async function clearDefaults(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.manager.update(SenderProfile, { id: In([...ids]) }, { defaultSince: null });
}
