import { type EntityManager, In } from "typeorm";
import { acrossTenants, inBatches } from "../database/index.js";
import { isProvenInSql } from "../tenancy/index.js";
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

export interface RightsWanted {
  readonly most: number;
  /** From the newest to the oldest, instead of from the oldest on. */
  readonly isBackward: boolean;
  readonly pastId: string | null;
}

/** Of each account the first rights past that id, oldest first, to addresses that are neither its own nor its aliases. */
export async function firstOtherRights(
  manager: EntityManager,
  accountIds: readonly string[],
  { most, isBackward, pastId }: RightsWanted,
): Promise<ReadonlyMap<string, readonly Authorization[]>> {
  const found = new Map<string, Authorization[]>();
  const [direction, sign] = isBackward ? (["DESC", "<"] as const) : (["ASC", ">"] as const);
  for (const ids of inBatches(accountIds)) {
    const ranked = otherRights(manager, ids)
      .select("sender.id", "id")
      .addSelect(`ROW_NUMBER() OVER (PARTITION BY sender.accountId ORDER BY sender.id ${direction})`, "place");
    if (pastId !== null) ranked.andWhere(`sender.id ${sign} :pastId`, { pastId });
    const query = manager
      .createQueryBuilder(Authorization, "sender")
      .innerJoin(`(${ranked.getQuery()})`, "ranked", "ranked.id = sender.id AND ranked.place <= :most", { most })
      .setParameters(ranked.getParameters())
      .orderBy("sender.id", direction);
    const rows = await acrossTenants(query, "of accounts that the caller sees whole").getMany();
    for (const row of rows) found.set(row.accountId, [...(found.get(row.accountId) ?? []), row]);
  }
  return found;
}

/** How many such rights each of these accounts has; those without any are absent. */
export async function countOtherRights(
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const ids of inBatches(accountIds)) {
    const rows = await acrossTenants(otherRights(manager, ids), "of accounts that the caller sees whole")
      .select("sender.accountId", "accountId")
      .addSelect("COUNT(*)", "found")
      .groupBy("sender.accountId")
      .getRawMany<{ accountId: string; found: number | string }>();
    for (const row of rows) found.set(row.accountId, Number(row.found));
  }
  return found;
}

function otherRights(manager: EntityManager, accountIds: readonly string[]) {
  return manager
    .createQueryBuilder(Authorization, "sender")
    .where("sender.accountId IN (:...accountIds)", { accountIds })
    .andWhere(
      "NOT EXISTS (SELECT 1 FROM account own WHERE own.id = sender.accountId AND own.addressKey = sender.addressKey)",
    )
    .andWhere(
      "NOT EXISTS (SELECT 1 FROM account_alias alias WHERE alias.accountId = sender.accountId AND alias.addressKey = sender.addressKey)",
    )
    .andWhere(
      `NOT EXISTS (SELECT 1 FROM domain host JOIN domain target ON target.id = host.aliasOfId
         WHERE host.name = sender.identityDomain AND ${isProvenInSql("host")} AND (
           EXISTS (SELECT 1 FROM account own WHERE own.id = sender.accountId AND own.addressKey = ${AT_TARGET})
           OR EXISTS (SELECT 1 FROM account_alias alias
                       WHERE alias.accountId = sender.accountId AND alias.addressKey = ${AT_TARGET})))`,
    );
}

/** The address of the row `sender` at what the domain alias `host` stands for. */
const AT_TARGET = "REPLACE(sender.addressKey, CONCAT('@', host.name), CONCAT('@', target.name))";

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
