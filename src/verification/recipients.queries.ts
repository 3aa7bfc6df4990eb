import type { EntityManager } from "typeorm";
import { In } from "typeorm";
import { Authorization, type Identity } from "../authorizations/index.js";

/**
 * Where questions of accounts about one address are mailed to: the address as each has written it, its local part byte
 * for byte, which is for the owner's server alone to read (RFC 5321 2.4). By account.
 */
export async function recipientsOf(
  manager: EntityManager,
  { id: identityId, address }: Pick<Identity, "id" | "address">,
  accountIds: readonly string[],
): Promise<(accountId: string) => string> {
  const rows = await manager.find(Authorization, {
    select: { accountId: true, typedAddress: true },
    where: { identityId, accountId: In([...new Set(accountIds)]) },
  });
  const typed = new Map(rows.map(({ accountId, typedAddress }) => [accountId, typedAddress]));
  return (accountId) => typed.get(accountId) ?? address;
}
