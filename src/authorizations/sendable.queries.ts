import { type EntityManager, In } from "typeorm";
import { acrossTenants, inBatches } from "../database/index.js";
import { Authorization } from "./authorization.entity.js";
import { DomainAuthorization } from "./domain-authorization.entity.js";
import { identityIdOf } from "./identity-id.js";

/** Domain authorizations in whatever state by account, oldest first. */
export async function domainAuthorizationsOf(
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DomainAuthorization[]>> {
  const found = new Map<string, DomainAuthorization[]>();
  for (const ids of inBatches(accountIds)) {
    const rows = await manager.find(DomainAuthorization, { where: { accountId: In(ids) }, order: { id: "ASC" } });
    for (const row of rows) found.set(row.accountId, [...(found.get(row.accountId) ?? []), row]);
  }
  return found;
}

/** Of each account the first rights past that id, oldest first, to addresses that are neither its own nor its aliases. */
export async function firstOtherRights(
  manager: EntityManager,
  accountIds: readonly string[],
  most: number,
  afterId: string | null,
): Promise<ReadonlyMap<string, readonly Authorization[]>> {
  const found = new Map<string, Authorization[]>();
  for (const ids of inBatches(accountIds)) {
    const ranked = manager
      .createQueryBuilder(Authorization, "sender")
      .select("sender.id", "id")
      .addSelect("ROW_NUMBER() OVER (PARTITION BY sender.accountId ORDER BY sender.id)", "place")
      .where("sender.accountId IN (:...ids)", { ids })
      .andWhere(
        "NOT EXISTS (SELECT 1 FROM account own WHERE own.id = sender.accountId AND own.addressKey = sender.addressKey)",
      )
      .andWhere(
        "NOT EXISTS (SELECT 1 FROM account_alias alias WHERE alias.accountId = sender.accountId AND alias.addressKey = sender.addressKey)",
      );
    if (afterId !== null) ranked.andWhere("sender.id > :afterId", { afterId });
    const query = manager
      .createQueryBuilder(Authorization, "sender")
      .innerJoin(`(${ranked.getQuery()})`, "ranked", "ranked.id = sender.id AND ranked.place <= :most", { most })
      .setParameters(ranked.getParameters())
      .orderBy("sender.id", "ASC");
    const rows = await acrossTenants(query, "of accounts that the caller sees whole").getMany();
    for (const row of rows) found.set(row.accountId, [...(found.get(row.accountId) ?? []), row]);
  }
  return found;
}

interface AccountAndKey {
  readonly accountId: string;
  readonly addressKey: string;
}

/** The rights of these accounts to these addresses; null where there is none. */
export async function rightsToKeys(
  manager: EntityManager,
  pairs: readonly AccountAndKey[],
): Promise<(accountId: string, addressKey: string) => Authorization | null> {
  const found = new Map<string, Authorization>();
  for (const some of inBatches(pairs)) {
    const rows = await manager.find(Authorization, {
      where: {
        accountId: In([...new Set(some.map(({ accountId }) => accountId))]),
        identityId: In([...new Set(some.map(({ addressKey }) => identityIdOf(addressKey)))]),
      },
    });
    for (const row of rows) found.set(`${row.accountId} ${row.addressKey}`, row);
  }
  return (accountId, addressKey) => found.get(`${accountId} ${addressKey}`) ?? null;
}
