import type { Transaction } from "../database/index.js";
import { because, conflict, endOfSubtree } from "../kernel/index.js";
import type { Domain } from "./domain.entity.js";
import { MAX_DELETED } from "./removal.js";
import type { Reseller } from "./reseller.entity.js";

/**
 * How many accounts are in the subtree. Throws CONFLICT, naming the largest domains, where deleting it would be too much
 * for one transaction.
 */
export async function checkSizeOfSubtree(
  tx: Transaction,
  reseller: Reseller,
  found: { readonly resellers: number; readonly domains: number },
): Promise<number> {
  const subtree = [reseller.path, endOfSubtree(reseller.path)];
  const accounts = await countUpTo(tx, "resellerPath >= ? AND resellerPath < ?", subtree);
  if (accounts <= MAX_DELETED && found.domains <= MAX_DELETED && found.resellers <= MAX_DELETED) return accounts;
  const largest: { name: string; accounts: number | string }[] = await tx.manager.query(
    `SELECT domain.name AS name, COUNT(*) AS accounts FROM account JOIN domain ON domain.id = account.domainId
     WHERE account.resellerPath >= ? AND account.resellerPath < ?
     GROUP BY domain.id, domain.name ORDER BY COUNT(*) DESC, domain.name LIMIT 3`,
    subtree,
  );
  const named = largest.map((domain) => `${domain.name} (${domain.accounts} accounts)`).join(", ");
  throw conflict(
    because("TOO_MANY_BELOW", { limit: MAX_DELETED }),
    `More than ${MAX_DELETED} accounts, domains or resellers are below this one: delete some of its domains first, ` +
      `for instance the largest: ${named || "none has accounts"}`,
  );
}

/** How many accounts it has. Throws CONFLICT where it has any, with `cascade` more than one transaction should delete. */
export async function checkSizeOfDomain(tx: Transaction, domain: Domain, cascade: boolean): Promise<number> {
  const accounts = await countUpTo(tx, "domainId = ?", [domain.id]);
  if (accounts > MAX_DELETED) {
    throw conflict(
      because("TOO_MANY_BELOW", { limit: MAX_DELETED }),
      `The domain has more than ${MAX_DELETED} accounts: delete some first, 1000 at a time`,
    );
  }
  if (accounts > 0 && !cascade) {
    throw conflict("NOT_EMPTY", `The domain has ${accounts} accounts: delete them first, or pass cascade: true`);
  }
  return accounts;
}

/** Counts no further than one more than may be deleted. */
async function countUpTo(tx: Transaction, where: string, parameters: readonly string[]): Promise<number> {
  const [row]: { found: number | string }[] = await tx.manager.query(
    `SELECT COUNT(*) AS found FROM (SELECT id FROM account WHERE ${where} LIMIT ${MAX_DELETED + 1}) AS counted`,
    [...parameters],
  );
  return Number(row?.found ?? 0);
}
