import type { Transaction } from "../database/index.js";
import { conflict } from "../kernel/index.js";
import type { Domain } from "./domain.entity.js";

const MOST_NAMED = 5;

/**
 * Throws CONFLICT where the move would leave an alias between two resellers neither of which is above the other: its
 * account could send in the name of a domain that nobody around it administers.
 */
export async function checkAliasesAcross(tx: Transaction, domain: Domain, newPath: string): Promise<void> {
  const aliases: { addressKey: string; otherPath: string }[] = await tx.manager.query(
    `SELECT alias.addressKey AS addressKey, account.resellerPath AS otherPath
       FROM account_alias alias JOIN account ON account.id = alias.accountId
      WHERE alias.domainId = ? AND account.domainId <> ?
      UNION ALL
     SELECT alias.addressKey AS addressKey, host.resellerPath AS otherPath
       FROM account JOIN account_alias alias ON alias.accountId = account.id JOIN domain host ON host.id = alias.domainId
      WHERE account.domainId = ? AND alias.domainId <> ?`,
    [domain.id, domain.id, domain.id, domain.id],
  );
  const torn = aliases.filter(({ otherPath }) => !otherPath.startsWith(newPath) && !newPath.startsWith(otherPath));
  if (torn.length === 0) return;
  const named = torn.slice(0, MOST_NAMED).map(({ addressKey }) => addressKey);
  throw conflict(
    `Aliases tie this domain to another reseller's: remove them first (${torn.length}, for instance ${named.join(", ")})`,
  );
}
