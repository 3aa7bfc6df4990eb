import { type EntityManager, In } from "typeorm";
import { KEYS_PER_STATEMENT } from "../database/index.js";
import { Account } from "../tenancy/index.js";
import type { Authorization } from "./authorization.entity.js";
import { Identity } from "./identity.entity.js";
import type { Names } from "./record-authorization.js";

type Pair = Pick<Authorization, "accountId" | "identityId">;

/** The addresses behind an authorization, for the audit trail, the feed and mails. */
export async function namesOf(manager: EntityManager, pair: Pair): Promise<Names> {
  const account = await manager.findOneByOrFail(Account, { id: pair.accountId });
  const identity = await manager.findOneByOrFail(Identity, { id: pair.identityId });
  return { account: account.address, address: identity.addressKey };
}

/** The same for many, in two queries. */
export async function namesOfAll(manager: EntityManager, pairs: readonly Pair[]): Promise<(pair: Pair) => Names> {
  const accounts = await addresses(manager, Account, [...new Set(pairs.map(({ accountId }) => accountId))]);
  const identities = await addresses(manager, Identity, [...new Set(pairs.map(({ identityId }) => identityId))]);
  return ({ accountId, identityId }) => ({
    account: accounts.get(accountId) ?? "",
    address: identities.get(identityId) ?? "",
  });
}

async function addresses(
  manager: EntityManager,
  Entity: typeof Account | typeof Identity,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < ids.length; start += KEYS_PER_STATEMENT) {
    const rows: (Account | Identity)[] = await manager.find<Account | Identity>(Entity, {
      where: { id: In(ids.slice(start, start + KEYS_PER_STATEMENT)) },
    });
    for (const row of rows) found.set(row.id, row.addressKey);
  }
  return found;
}
