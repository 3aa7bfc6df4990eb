import { In } from "typeorm";
import { inBatches, type Transaction } from "../database/index.js";
import { type Actor, badInput, conflict, type EmailAddress } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { AccountAlias } from "./account-alias.entity.js";
import { claimedIn } from "./claimed-addresses.js";
import type { Domain } from "./domain.entity.js";
import { requireOwnDomain } from "./domain-alias.js";
import { addressesAtAliases } from "./domain-aliases.queries.js";
import type { Problems } from "./input-problems.js";

/** Aliases of one account: few enough to travel with it everywhere. */
export const MAX_ALIASES = 100;

/** An address that an account is about to take, and the input field that says so. */
export interface ClaimedAddress {
  readonly address: EmailAddress;
  readonly field: string;
}

/**
 * One mailbox an address: unique over accounts and aliases together. Notes them as claimed (`findClaimed`). Holds only under the lock of the addresses'
 * domains (`lockDomains`).
 */
export async function checkAddressesAreFree(
  tx: Transaction,
  actor: Actor,
  claims: readonly ClaimedAddress[],
  problems: Problems,
): Promise<void> {
  const claimed = claimedIn(tx, actor);
  const keys = claims.map(({ address }) => address.key);
  for (const key of keys) claimed.keys.add(key);
  for (const others of (await addressesAtAliases(tx.manager, keys)).values()) {
    for (const { key } of others) claimed.keys.add(key);
  }
  const taken = new Set<string>();
  for (const some of inBatches([...new Set(keys)])) {
    const where = { addressKey: In(some) };
    const accounts = await tx.manager.find(Account, { select: { addressKey: true }, where });
    const aliases = await tx.manager.find(AccountAlias, { select: { addressKey: true }, where });
    for (const { addressKey } of [...accounts, ...aliases]) taken.add(addressKey);
  }
  for (const { address, field } of claims) {
    if (taken.has(address.key))
      problems.add(conflict("ADDRESS_TAKEN", "This address belongs to an account already", field));
    taken.add(address.key);
  }
}

/** The domain an alias is in. A domain of another tenant is refused like one that is not hosted here. */
export function hostOfAlias(mine: ReadonlyMap<string, Domain>, { address, field }: ClaimedAddress): Domain {
  const host = mine.get(address.domain);
  if (host !== undefined) {
    // Every address of the domain that it stands for has its alias there already.
    requireOwnDomain(host, field);
    return host;
  }
  throw badInput(
    "ALIAS_DOMAIN_NOT_HOSTED",
    field,
    "An alias must be in a domain that is hosted here and that you administer",
  );
}
