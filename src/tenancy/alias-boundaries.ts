import type { Transaction } from "../database/index.js";
import { conflict, endOfSubtree } from "../kernel/index.js";
import type { Domain } from "./domain.entity.js";

const MAX_NAMED = 5;

/** An alias with one end, its account or its domain, in what is moved and the other end outside. */
interface AliasAcross {
  readonly addressKey: string;
  readonly movedPath: string;
  readonly otherPath: string;
}

/** `checkAliasesStay` for one domain that goes to the reseller of `newPath`. */
export async function checkAliasesOfDomain(tx: Transaction, domain: Domain, newPath: string): Promise<void> {
  const aliases: AliasAcross[] = await tx.manager.query(
    `SELECT alias.addressKey AS addressKey, ? AS movedPath, account.resellerPath AS otherPath
       FROM account_alias alias JOIN account ON account.id = alias.accountId
      WHERE alias.domainId = ? AND account.domainId <> ?
      UNION ALL
     SELECT alias.addressKey AS addressKey, ? AS movedPath, host.resellerPath AS otherPath
       FROM account JOIN account_alias alias ON alias.accountId = account.id JOIN domain host ON host.id = alias.domainId
      WHERE account.domainId = ? AND alias.domainId <> ?`,
    [newPath, domain.id, domain.id, newPath, domain.id, domain.id],
  );
  checkAliasesStay(aliases);
}

/** `checkAliasesStay` for all domains of a subtree whose paths will begin with `to` in place of `from`. */
export async function checkAliasesOfSubtree(tx: Transaction, from: string, to: string): Promise<void> {
  const subtree = [from, endOfSubtree(from)];
  const aliases: AliasAcross[] = await tx.manager.query(
    `SELECT alias.addressKey AS addressKey, host.resellerPath AS movedPath, account.resellerPath AS otherPath
       FROM domain host JOIN account_alias alias ON alias.domainId = host.id JOIN account ON account.id = alias.accountId
      WHERE host.resellerPath >= ? AND host.resellerPath < ?
        AND (account.resellerPath < ? OR account.resellerPath >= ?)
      UNION ALL
     SELECT alias.addressKey AS addressKey, account.resellerPath AS movedPath, host.resellerPath AS otherPath
       FROM account JOIN account_alias alias ON alias.accountId = account.id JOIN domain host ON host.id = alias.domainId
      WHERE account.resellerPath >= ? AND account.resellerPath < ?
        AND (host.resellerPath < ? OR host.resellerPath >= ?)`,
    [...subtree, ...subtree, ...subtree, ...subtree],
  );
  checkAliasesStay(aliases.map((alias) => ({ ...alias, movedPath: `${to}${alias.movedPath.slice(from.length)}` })));
}

/**
 * Throws CONFLICT where a move would leave an alias between two resellers neither of which is above the other: its
 * account could send in the name of a domain that nobody around it administers.
 */
function checkAliasesStay(aliases: readonly AliasAcross[]): void {
  const torn = aliases.filter(
    ({ movedPath, otherPath }) => !otherPath.startsWith(movedPath) && !movedPath.startsWith(otherPath),
  );
  if (torn.length === 0) return;
  const named = torn.slice(0, MAX_NAMED).map(({ addressKey }) => addressKey);
  throw conflict(
    "ALIASES_TIE",
    `Aliases tie this to another reseller's domains: remove them first (${torn.length}, for instance ${named.join(", ")})`,
  );
}
