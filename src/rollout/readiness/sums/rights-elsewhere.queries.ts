import { inBatches, placeholders, type Transaction } from "../../../database/index.js";

/** More rights than these in one place are as dear to look through as everybody's sums are to make. */
const MAX_RIGHTS = 2_000;

/** Domains whose accounts hold something; null where there are too many to look through. */
export type HoldingDomains = ReadonlySet<string> | null;

/**
 * The domains of accounts that may send as something at these names, at a name that one of them stands for, or at one
 * that stands for it: their own accounts, those with an alias there, and those with a right there.
 */
export async function domainsWithRightsAt(tx: Transaction, names: ReadonlySet<string>): Promise<HoldingDomains> {
  const found = new Set<string>();
  for (const some of inBatches([...names])) {
    const related = await relatedDomains(tx, some);
    for (const { id } of related) found.add(id);
    const ids = related.map(({ id }) => id);
    const all = [...new Set([...some, ...related.map(({ name }) => name)])];
    const queries = [
      heldIn("account_alias l JOIN account a ON a.id = l.accountId", "a.domainId", ["l.domainId", ids]),
      heldIn("sender_authorization s", "s.domainId", ["s.identityDomain", all]),
      heldIn("domain_authorization s", "s.domainId", ["s.domain", all]),
    ];
    if (!(await addHolders(tx, found, queries))) return null;
  }
  return found;
}

/** The domains of accounts that may send as these very addresses. */
export async function domainsWithRightsOn(tx: Transaction, addressKeys: ReadonlySet<string>): Promise<HoldingDomains> {
  const found = new Set<string>();
  for (const some of inBatches([...addressKeys])) {
    const queries = [
      heldIn("account a", "a.domainId", ["a.addressKey", some]),
      heldIn("account_alias l JOIN account a ON a.id = l.accountId", "a.domainId", ["l.addressKey", some]),
      heldIn("identity i JOIN sender_authorization s ON s.identityId = i.id", "s.domainId", ["i.addressKey", some]),
    ];
    if (!(await addHolders(tx, found, queries))) return null;
  }
  return found;
}

interface RelatedDomain {
  readonly id: string;
  readonly name: string;
}

async function relatedDomains({ manager }: Transaction, names: readonly string[]): Promise<RelatedDomain[]> {
  const named: { id: string; aliasOfId: string | null }[] = await manager.query(
    `SELECT id, aliasOfId FROM domain WHERE name IN (${placeholders(names.length)})`,
    [...names],
  );
  const own = [...new Set(named.map(({ id, aliasOfId }) => aliasOfId ?? id))];
  if (own.length === 0) return [];
  const these = placeholders(own.length);
  return manager.query(
    `SELECT id, name FROM domain WHERE id IN (${these}) UNION SELECT id, name FROM domain WHERE aliasOfId IN (${these})`,
    [...own, ...own],
  );
}

type Query = readonly [text: string, parameters: readonly string[]];

function heldIn(tables: string, column: string, [key, values]: readonly [string, readonly string[]]): Query {
  return [
    `SELECT ${column} AS id FROM ${tables} WHERE ${key} IN (${placeholders(values.length)}) LIMIT ${MAX_RIGHTS + 1}`,
    values,
  ];
}

/** Whether they were few enough. */
async function addHolders({ manager }: Transaction, found: Set<string>, queries: readonly Query[]): Promise<boolean> {
  for (const [text, parameters] of queries) {
    if (parameters.length === 0) continue;
    const rows: { id: string }[] = await manager.query(text, [...parameters]);
    if (rows.length > MAX_RIGHTS) return false;
    for (const { id } of rows) found.add(id);
  }
  return true;
}
