import { type EntityManager, In, IsNull, Not } from "typeorm";
import { inBatches } from "../database/index.js";
import { Account, AccountAlias, keysAtTargets } from "../tenancy/index.js";
import { Identity } from "./identity.entity.js";

/** Whose the addresses are by themselves, whatever a subaddress would make of them. */
export interface TakenAddresses {
  /** Whether the address, or the same where its domain is a proven alias, is another account's login, aliases counted, or blocked by its owner. */
  isTaken(accountId: string, addressKey: string): boolean;
}

export async function findTakenAddresses(
  manager: EntityManager,
  addressKeys: readonly string[],
): Promise<TakenAddresses> {
  const holders = new Map<string, string>();
  const blocked = new Set<string>();
  const atTargets = await keysAtTargets(manager, addressKeys, "PROVEN");
  for (const keys of inBatches([...new Set([...addressKeys, ...atTargets.values()])])) {
    const where = { addressKey: In(keys) };
    const accounts = await manager.find(Account, { select: { id: true, addressKey: true }, where });
    const aliases = await manager.find(AccountAlias, { select: { accountId: true, addressKey: true }, where });
    const identities = await manager.find(Identity, {
      select: { addressKey: true },
      where: { ...where, blockedAt: Not(IsNull()) },
    });
    for (const { id, addressKey } of accounts) holders.set(addressKey, id);
    for (const { accountId, addressKey } of aliases) holders.set(addressKey, accountId);
    for (const { addressKey } of identities) blocked.add(addressKey);
  }
  const isTakenAs = (accountId: string, key: string) =>
    blocked.has(key) || (holders.get(key) ?? accountId) !== accountId;
  return {
    isTaken(accountId, addressKey) {
      const atTarget = atTargets.get(addressKey);
      return isTakenAs(accountId, addressKey) || (atTarget !== undefined && isTakenAs(accountId, atTarget));
    },
  };
}
